# SPDX-License-Identifier: MIT
"""A `rolecast serve` of a folder, and what it says and gives."""
import atexit
import http.client
import json
import os
import re
import resource
import signal
import subprocess
import threading
import time
import urllib.parse

from helpers import BINARY, PATIENCE


class Serve:
    def __init__(self, site, *words, environment=None, descriptors=None):
        """With no more than so many descriptors, if anybody says so."""
        def limit():
            if descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.process = subprocess.Popen([BINARY, "-C", site, "serve", "--port", "0", "--as-of", "2026-11-21", *words],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})},
                                        preexec_fn=limit)
        atexit.register(self.process.kill)
        self.said = ""
        self.address = None
        ready = threading.Event()

        def listen():
            for line in self.process.stderr:
                self.said += line
                found = re.search(r"http://(\[?[^\s\]]+\]?):(\d+)", line)
                if found and not self.address:
                    self.address = (found.group(1), int(found.group(2)))
                if "Ctrl-C stops" in line:
                    ready.set()
            ready.set()

        self.listener = threading.Thread(target=listen, daemon=True)
        self.listener.start()
        ready.wait(120 * PATIENCE)
        self.connection = None

    def get(self, path, accept="*/*", host=None, method="GET"):
        """(status, headers, body) over one connection that is kept."""
        headers = {"Accept": accept, **({"Host": host} if host else {})}
        for attempt in (1, 2):
            if not self.connection:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.address[1], timeout=60 * PATIENCE)
            try:
                self.connection.request(method, path, headers=headers)
                answer = self.connection.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.HTTPException, OSError):
                self.connection = None
                if attempt == 2:
                    raise

    def state(self):
        for _ in range(50):
            try:
                with Events(self) as events:
                    return events.next()
            except EOFError:
                time.sleep(0.1)  # many have listened and gone; they make room
        raise EOFError("nobody is let in")

    def stop(self, how=signal.SIGINT):
        """The exit status, and how long it took."""
        start = time.perf_counter()
        self.process.send_signal(how)
        status = self.process.wait(60 * PATIENCE)
        took = time.perf_counter() - start
        self.listener.join(5)
        if self.connection:
            self.connection.close()
        return status, took


class Events:
    """The stream that open pages listen to."""

    def __init__(self, serve):
        self.connection = http.client.HTTPConnection("127.0.0.1", serve.address[1], timeout=60 * PATIENCE)

    def __enter__(self):
        self.connection.request("GET", "/.rolecast/events")
        self.answer = self.connection.getresponse()
        return self

    def __exit__(self, *_):
        self.connection.close()

    def next(self):
        """The next state; what only keeps the connection open is passed over."""
        while True:
            line = self.answer.readline()
            if not line:
                raise EOFError("the stream has ended")
            if line.startswith(b"data: "):
                return json.loads(line[6:])


def differences(serve, folder, pages=None):
    """The files of a build that are served otherwise than they are, up to three."""
    wrong = []
    if pages is None:
        pages = []
        for base, _, names in os.walk(folder):
            pages += [os.path.relpath(os.path.join(base, name), folder) for name in names]
    for below in sorted(pages):
        if below.startswith(".rolecast"):
            continue
        with open(f"{folder}/{below}", "rb") as file:
            wanted = file.read()
        path = "/" + urllib.parse.quote(re.sub(r"(^|/)index\.html$", r"\1", below))
        status, _, body = serve.get(path)
        if body != wanted or status != (404 if below == "404.html" else 200) and below != "404.html":
            wrong.append(f"{below} ({status})")
            if len(wrong) == 3:
                break
    return wrong


def wait_for(truth, seconds=10):
    """Whether it comes true in time."""
    end = time.perf_counter() + seconds * PATIENCE
    while True:
        if truth():
            return True
        if time.perf_counter() > end:
            return False
        time.sleep(0.01)
