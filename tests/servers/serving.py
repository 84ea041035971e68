# SPDX-License-Identifier: MIT
"""What the tests with servers share: free ports of this machine, servers that run from folders of their own, requests."""
import http.client
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(os.path.dirname(HERE), "site"))
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin"
MODULES = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules", "/usr/lib/apache2",
           "/opt/homebrew/lib/httpd/modules", "/usr/local/lib/httpd/modules"]


def tool(*names):
    """The first of these programs that is there, or None."""
    return next((path for path in (shutil.which(name, path=PATH) for name in names) if path), None)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def open_to_all(folder):
    """Servers that were started by root read as somebody else."""
    os.chmod(folder, 0o755)
    return folder


class Server:
    """A program that listens; ends with the block."""

    def __init__(self, words, port, log=None, patience=10):
        self.port, self.log = port, log
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + patience
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.kill()
                raise RuntimeError(f"{words[0]} does not listen: {self.process.communicate()[1]}{self.logged()}")
            time.sleep(0.02)

    def answers(self):
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def logged(self):
        if not self.log or not os.path.exists(self.log):
            return ""
        with open(self.log, encoding="utf-8") as file:
            return file.read()

    def get(self, path, method="GET", **headers):
        """(status, headers as a list of pairs, body); underscores in names become hyphens. Follows nothing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, answer.getheaders(), body)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


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
