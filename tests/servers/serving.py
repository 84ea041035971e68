# SPDX-License-Identifier: MIT
"""What the tests with servers share: a free port of this machine, nginx from a folder of its own, requests."""
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "site"))
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin"
PATIENCE = 10


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A program that listens on a port; it ends with the block."""

    def __init__(self, words, port):
        self.port = port
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.kill()
                raise RuntimeError(f"{words[0]} does not listen")
            time.sleep(0.02)

    def answers(self):
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def get(self, path, **headers):
        """Names with underscores for hyphens. An answer with status, headers and body; nothing is followed or unpacked."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)


def nginx(folder, root, inside):
    """nginx over the folder `root`; `inside` stands in its server block. What it writes lies in `folder`."""
    port = free_port()
    os.chmod(folder, 0o755)
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
        file.write(f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/log;\nevents {{}}\n"
                   f"http {{\naccess_log off;\n{paths}server {{\nlisten 127.0.0.1:{port};\nroot {root};\n{inside}\n}}\n}}\n")
    program = shutil.which("nginx", path=PATH)
    return Server([program, "-p", folder, "-e", f"{folder}/log", "-c", f"{folder}/nginx.conf"], port)
