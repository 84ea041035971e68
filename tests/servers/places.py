# SPDX-License-Identifier: MIT
"""Where deploys go, served on loopback, and who reads there meanwhile."""
import contextlib
import functools
import http.server
import os
import re
import socket
import subprocess
import threading
import time

from serving import LOCAL, Server, free_port, get
from helpers import write


class Reader(threading.Thread):
    """Goes through the site again and again. `always` are pages that are there in every edition; others may come and go."""

    def __init__(self, port, always, others, place):
        super().__init__(daemon=True)
        self.port, self.always, self.place = port, always, place
        self.all = sorted(always | others)
        self.faults, self.pages, self.is_over = [], 0, threading.Event()

    def fetch(self, path):
        try:
            answer = get(self.port, path)
            return answer.status, answer.headers, answer.body
        except http.client.IncompleteRead as error:
            return 599 if self.place.writes_aside else 200, {}, error.partial
        except (OSError, http.client.HTTPException) as error:
            return 599, {}, str(error).encode()

    def look_at(self, page):
        """A style that has gone since the page was read is a fault only when the page is still the same."""
        status, _, body = self.fetch(page)
        if status == 404 and page not in self.always:
            return
        if status != 200:
            self.faults.append(f"{page} {status} {body[:80]}")
            return
        whole = body.rstrip().endswith(b"</html>")
        if not whole and self.place.writes_aside:
            self.faults.append(f"{page} is half a page ({len(body)} bytes)")
        for link in re.findall(rb'(?:<link[^>]*rel="?(?:stylesheet|icon)"?[^>]*href|<script[^>]*src|<img[^>]*src)="(/[^"]+)"', body):
            status, _, _ = self.fetch(link.decode())
            if status != 200 and self.fetch(page)[2] == body and self.fetch(link.decode())[0] != 200:
                self.faults.append(f"{page} lacks {link.decode()}: {status}")

    def run(self):
        while not self.is_over.is_set():
            for page in self.all:
                if self.is_over.is_set():
                    return
                self.look_at(page)
                self.pages += 1
                time.sleep(0.005)

    def end(self):
        self.is_over.set()
        self.join(30)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def folder_server(path):
    os.makedirs(path, exist_ok=True)
    with http.server.ThreadingHTTPServer((LOCAL, 0), functools.partial(Quiet, directory=path)) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield served.server_address[1]
        served.shutdown()


@contextlib.contextmanager
def rsync_daemon(base):
    port = free_port()
    os.makedirs(f"{base}/module")
    os.makedirs(f"{base}/readonly")
    write(f"{base}/secrets", "me:right\n")
    os.chmod(f"{base}/secrets", 0o600)
    write(f"{base}/rsyncd.conf", f"use chroot = no\nport = {port}\naddress = {LOCAL}\nlog file = {base}/rsyncd.log\npid file = {base}/rsyncd.pid\n"
          f"uid = {os.getuid()}\ngid = {os.getgid()}\nmotd file = {base}/motd\n"
          f"[site]\npath = {base}/module\nread only = no\n[readonly]\npath = {base}/readonly\nread only = yes\n"
          f"[locked]\npath = {base}/module\nread only = no\nauth users = me\nsecrets file = {base}/secrets\n")
    write(f"{base}/motd", "-rw-r--r--          5 2026/11/21 16:23:56 welcome.html\n")
    with Server(["rsync", "--daemon", "--no-detach", f"--config={base}/rsyncd.conf"], port):
        yield port


@contextlib.contextmanager
def rclone_serve(kind, path, *more):
    port = free_port()
    os.makedirs(path, exist_ok=True)
    with Server(["rclone", "serve", kind, path, "--addr", f"{LOCAL}:{port}", "--dir-cache-time", "0s", *more], port):
        yield port


def obscured(word):
    return subprocess.run(["rclone", "obscure", word], capture_output=True, text=True, check=True).stdout.strip()


def webdav_environment(port):
    return {"RCLONE_CONFIG_DAV_TYPE": "webdav", "RCLONE_CONFIG_DAV_URL": f"http://{LOCAL}:{port}", "RCLONE_CONFIG_DAV_VENDOR": "other"}


def sftp_environment(port, password="right"):
    return {"RCLONE_CONFIG_SF_TYPE": "sftp", "RCLONE_CONFIG_SF_HOST": LOCAL, "RCLONE_CONFIG_SF_PORT": str(port),
            "RCLONE_CONFIG_SF_USER": "me", "RCLONE_CONFIG_SF_PASS": obscured(password), "RCLONE_CONFIG_SF_MD5SUM_COMMAND": "md5sum",
            "RCLONE_CONFIG_SF_SHA1SUM_COMMAND": "sha1sum"}


class Cutter:
    """A proxy on loopback that cuts each connection after so many bytes towards the server."""

    def __init__(self, port, limit):
        self.to, self.limit = port, limit
        self.socket = socket.create_server((LOCAL, 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client = self.socket.accept()[0]
                threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        with client, socket.create_connection((LOCAL, self.to)) as other:
            def back():
                with contextlib.suppress(OSError):
                    while data := other.recv(65536):
                        client.sendall(data)
                with contextlib.suppress(OSError):
                    client.shutdown(socket.SHUT_WR)
            threading.Thread(target=back, daemon=True).start()
            left = self.limit
            with contextlib.suppress(OSError):
                while left > 0 and (data := client.recv(min(65536, left))):
                    other.sendall(data)
                    left -= len(data)
                for end in (client, other):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.socket.close()
