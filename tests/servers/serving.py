# SPDX-License-Identifier: MIT
"""What the tests with servers share: free ports of this machine, servers that run from folders of their own, requests."""
import http.client
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(os.path.dirname(HERE), "site"))
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin"
MODULES = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules", "/usr/lib/apache2",
           "/opt/homebrew/lib/httpd/modules", "/usr/local/lib/httpd/modules"]


def tool(*names):
    """The first of these programs that is there, or None."""
    return next((path for path in (shutil.which(name, path=PATH) for name in names) if path), None)


LOCAL = "127.0.0.1"


def free_port():
    with socket.socket() as one:
        one.bind((LOCAL, 0))
        return one.getsockname()[1]


def open_to_all(folder):
    """Servers that were started by root read as somebody else."""
    os.chmod(folder, 0o755)
    return folder


def get(port, path, method="GET", **headers):
    """Letters that are none of an address are encoded. Underscores in names of headers become hyphens. Follows nothing, unpacks nothing."""
    connection = http.client.HTTPConnection(LOCAL, port, timeout=20)
    try:
        connection.putrequest(method, urllib.parse.quote(path, safe="/?&=#%:,()~!@+;'*[]$"), skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheaders(), answer.read())
    finally:
        connection.close()


class Server:
    """A program that listens; ends with the block."""

    def __init__(self, words, port, log=None, patience=15):
        self.port, self.log = port, log
        self.said = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.said)
        end = time.monotonic() + patience
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.end()
                raise RuntimeError(f"{words[0]} does not listen: {self.logged()}")
            time.sleep(0.02)

    def answers(self):
        with socket.socket() as one:
            return one.connect_ex((LOCAL, self.port)) == 0

    def logged(self):
        self.said.seek(0)
        said = self.said.read()
        if self.log and os.path.exists(self.log):
            with open(self.log, encoding="utf-8") as file:
                said += file.read()
        return said

    def get(self, path, method="GET", **headers):
        return get(self.port, path, method, **headers)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
        self.said.close()

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Answer:
    def __init__(self, status, headers, body=b""):
        self.status, self.headers, self.body = status, headers, body

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name):
        """The header's value, "" where there is none; one that is sent twice is never right."""
        values = self.all(name)
        return values[0] if len(values) == 1 else "" if not values else f"twice: {values}"


def nginx(folder, root, inside, before=""):
    """nginx over the folder `root`; `inside` stands in its server block, `before` above all. The folder `folder` is its own."""
    port = free_port()
    kinds = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
        file.write(f"""{before}
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
access_log off;
{kinds}
server {{
listen 127.0.0.1:{port};
root {root};
{inside}
}}
}}
""")
    return Server([tool("nginx"), "-p", folder, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"], port, f"{folder}/error.log")


def apache(folder, root, modules):
    """Apache over the folder `root`, which may have .htaccess files."""
    port = free_port()
    place = next((path for path in MODULES if os.path.exists(f"{path}/mod_dir.so")), None)
    threads = next(name for name in ("mpm_event", "mpm_worker", "mpm_prefork") if os.path.exists(f"{place}/mod_{name}.so"))
    names = [threads, "authz_core", *(["unixd"] if os.path.exists(f"{place}/mod_unixd.so") else []), *modules]
    load = "".join(f"LoadModule {name}_module {place}/mod_{name}.so\n" for name in names)
    user = ""
    if os.geteuid() == 0:
        name = next(name for name in ("www-data", "apache", "http", "daemon", "nobody") if name in {one.pw_name for one in pwd.getpwall()})
        user = f"User {name}\n"
    with open(f"{folder}/httpd.conf", "w", encoding="utf-8") as file:
        file.write(f"""{load}{user}ServerRoot {folder}
ServerName localhost
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
DocumentRoot {root}
<IfModule mod_mime.c>
TypesConfig /dev/null
</IfModule>
<Directory />
Require all denied
</Directory>
<Directory {root}>
AllowOverride All
Options Indexes FollowSymLinks
Require all granted
</Directory>
""")
    return Server([tool("apache2", "httpd"), "-f", f"{folder}/httpd.conf", "-D", "FOREGROUND"], port, f"{folder}/error.log")
