#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Neighbours of a served site who come in crowds, read slowly, or listen in. (Whose time is over: unit/command_server.c.)"""
import contextlib
import os
import re
import socket
import threading

from helpers import PATIENCE, Tap, folder, make_site
from serving import Events, Serve, wait_for

tap = Tap()
DESCRIPTORS = 160
EVENTS, MOST_LISTENERS = "/.rolecast/events", 64


def link_to(serve, path=None, headers=""):
    """A connection that has little room for what it does not read; with a request on its way, if there is one."""
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.settimeout(60 * PATIENCE)
    link.connect(("127.0.0.1", serve.address[1]))
    if path:
        link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode())
    return link


def status_of(link):
    with contextlib.suppress(OSError):
        return int(link.recv(12)[9:])
    return 0


def ask(serve, path, headers=""):
    with link_to(serve, path, headers) as link:
        return status_of(link)


def has_ended(link):
    """Whether the other side has ended it; what it has sent is passed over."""
    link.setblocking(False)
    try:
        while piece := link.recv(65536):
            if piece.endswith(b"0\r\n\r\n"):
                return True
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        link.settimeout(60 * PATIENCE)


@contextlib.contextmanager
def doing(something):
    """Now and then, meanwhile."""
    over = threading.Event()

    def go_on():
        while not over.wait(0.2):
            something()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def drip(links):
    for link in links:
        with contextlib.suppress(OSError):
            link.send(b"X")


def crowds(base):
    """More than there is room for: those who have done nothing for longest make room."""
    site = f"{base}/crowds"
    make_site(site)
    serve = Serve(site, "--no-cards", descriptors=DESCRIPTORS)
    links = [link_to(serve) for _ in range(2 * DESCRIPTORS)]
    for link in links:
        with contextlib.suppress(OSError):
            link.send(b"GET / HTTP/1.1\r\nX: ")
    newest = links[-1]
    with doing(lambda: drip(links)):
        tap.ok(ask(serve, "/") == 200, "a crowd that is slow to ask keeps nobody out")
        newest.sendall(b"\r\nHost: localhost\r\n\r\n")
        tap.ok(status_of(newest) == 200, "nor do those who came last have to go")
    for link in links:
        link.close()
    serve.stop()


def documents(base):
    site = f"{base}/documents"
    make_site(site)
    os.makedirs(f"{site}/content/files", exist_ok=True)
    with open(f"{site}/content/files/large.bin", "wb") as file:
        file.truncate(64 << 20)
    serve = Serve(site, "--no-cards", descriptors=DESCRIPTORS)
    links = [link_to(serve, "/large.bin", "Connection: close\r\n") for _ in range(90)]
    seen = [status_of(link) for link in links]
    tap.ok(seen[0] == 200 and seen[-1] == 503 and set(seen) == {200, 503},
           "documents are sent to as many as there are descriptors for, the others are told", seen)
    tap.ok(ask(serve, "/") == 200, "and pages go on")
    for link in links:
        link.close()
    serve.stop()


def peak(serve):
    """The most memory that it has had, in bytes."""
    with open(f"/proc/{serve.process.pid}/status", encoding="utf-8") as file:
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) << 10


def slow_readers(base):
    """A style sheet is a page's like, and may be large."""
    site, large = f"{base}/readers", 12 << 20
    make_site(site)
    style = f"{site}/themes/default/assets/css/site.css"
    with open(style, "a", encoding="utf-8") as file:
        file.write(".large::before { content: \"" + "a" * large + "\"; }\n")
    serve = Serve(site, "--no-cards")
    path = re.search(rb'href="(/assets/css/site\.[^"]*)"', serve.get("/")[2])[1].decode()
    whole = serve.get(path)[2]
    before = peak(serve)
    links = [link_to(serve, path, "Connection: close\r\n") for _ in range(60)]
    tap.ok({status_of(link) for link in links} == {200}, "many read a large file and are slow")
    grown = peak(serve) - before
    tap.ok(grown < 20 * large, "they share one copy", f"{grown >> 20} MB more")
    got = []
    with open(style, "a", encoding="utf-8") as file:
        file.write(".more { color: inherit; }\n")
    with doing(lambda: got.extend(links[-1].recv(4096) for _ in range(50))):  # who takes nothing for long is sent away
        tap.ok(wait_for(lambda: serve.get(path)[0] == 404), "which they keep when it has changed")
    while piece := links[-1].recv(1 << 20):
        got.append(piece)
    got = b"".join(got)
    tap.ok(got.endswith(whole), "and get whole", f"{len(got)} bytes of {len(whole)}")
    for link in links:
        link.close()
    tap.ok(serve.stop()[0] == 0, "it ends well")


def listeners(base):
    """More than may listen: the oldest are left, whoever comes is heard."""
    site = f"{base}/listeners"
    make_site(site)
    serve = Serve(site, "--no-cards")
    links = []

    def listen():
        links.append(link_to(serve, EVENTS))
        return status_of(links[-1])

    answers = {listen() for _ in range(MOST_LISTENERS)}
    tap.ok(answers == {200} and not has_ended(links[0]), "as many listen as may", answers)
    answers = {listen() for _ in range(250)}
    tap.ok(answers == {200}, "then many more are heard", answers)
    tap.ok(wait_for(lambda: has_ended(links[0])), "for which the first are left")
    with Events(serve) as events:
        tap.ok(events.next()["version"] and not has_ended(links[-1]), "the last stay")
    for link in links:
        link.close()
    serve.stop()


def main():
    with folder() as base:
        crowds(base)
        documents(base)
        if os.path.exists("/proc/self/status"):
            slow_readers(base)
        listeners(base)
    tap.end()


main()
