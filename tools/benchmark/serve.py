# SPDX-License-Identifier: MIT
"""`rolecast serve`: from a saved role to the event that browsers get, and to its page."""
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request


class Events:
    """What an open page listens to; `wait` returns when the next state comes."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.connection.request("GET", "/.rolecast/events")
        self.answer = self.connection.getresponse()

    def wait(self):
        while not self.answer.readline().startswith(b"data: "):
            pass


def start(binary, site):
    """The server and its port; the port is None where this rolecast was built without `serve`."""
    server = subprocess.Popen([binary, "-C", site, "serve", "--port", "0", "--no-cards"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
    said = []
    for line in server.stderr:
        said.append(line)
        found = re.search(r"http://[^:]+:(\d+)", line)
        if found:
            return server, int(found[1])
    server.wait()
    if "[no-server]" in "".join(said):
        return server, None
    sys.exit(f"bench: {binary} serve failed:\n{''.join(said)}")


def save(path, number):
    """Saves by rename, as editors do; returns when that was."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(f"{path}~", "w", encoding="utf-8") as file:
        file.write(text.replace("exposure: {value: ", "exposure: {value: 0", 1) + f"Sentence {number}.\n")
    when = time.perf_counter()
    os.rename(f"{path}~", path)
    return when


def follow(site, roles, edits, port):
    events = Events(port)
    events.wait()
    figures = {"event": [], "page": []}
    for number in range(edits + 1):
        slug = f"role-{(number * 37) % roles}"
        saved = save(f"{site}/content/roles/{slug}.md", number)
        events.wait()
        told = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/roles/{slug}/") as page:
            if f"Sentence {number}." not in page.read().decode():
                sys.exit("bench: the page is not the one that was saved")
        if number:
            figures["event"].append((told - saved) * 1000)
            figures["page"].append((time.perf_counter() - saved) * 1000)
        time.sleep(0.05)
    return figures


def measure(binary, site, roles, edits):
    """Milliseconds, one pair an edit; None where there is no `serve`."""
    server, port = start(binary, site)
    if port is None:
        return None
    try:
        return follow(site, roles, edits, port)
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate()


def rows(figures):
    return {name: {"median_ms": round(statistics.median(times), 1), "worst_ms": round(max(times), 1)}
            for name, times in figures.items()}


def run(args, folder):
    figures = measure(args.binary, f"{folder}/site", args.roles, args.runs)
    if figures is None:
        sys.exit("bench: this rolecast was built without serve")
    found = rows(figures)
    if args.json is not None:
        print(json.dumps({"roles": args.roles, "edits": args.runs, "serve": found}))
        return
    for name, row in found.items():
        print(f"{args.roles} roles, {args.runs} edits, save to {name}: median {row['median_ms']} ms, "
              f"worst {row['worst_ms']} ms")
