#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Served as it would be built, through edits of every kind; what is wrong is told and the pages stay; strangers are
turned away."""
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time

from helpers import BINARY, PATIENCE, Tap, build, folder, make_site
from serving import Events, Serve, differences, wait_for

tap = Tap()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def save_by_rename(path, data):
    """As editors do."""
    write(f"{os.path.dirname(path)}/.{os.path.basename(path)}.tmp", data)
    os.rename(f"{os.path.dirname(path)}/.{os.path.basename(path)}.tmp", path)


def is_as_built(serve, site, out):
    shutil.rmtree(out, ignore_errors=True)
    made = build(site, out=out, cards=False)
    return made.returncode == 0 and wait_for(lambda: not differences(serve, out))


def follows_edits(base):
    site, out = f"{base}/site", f"{base}/out"
    make_site(site)
    serve = Serve(site, "--no-cards")
    content = f"{site}/content"
    tap.ok(is_as_built(serve, site, out), "every file is served as it is built")
    electrician = f"{content}/roles/electrician.md"
    with Events(serve) as events:
        first = events.next()
        page = read(electrician)
        save_by_rename(electrician, page.replace(b"Run conduit", b"Draw conduit"))
        second = events.next()
        tap.ok(second["version"] != first["version"] and second["before"] == first["version"] and not second["problems"],
               "a save by rename is told")
        tap.ok(is_as_built(serve, site, out), "and served")
        write(electrician, page.replace(b"exposure:", b"exposre:", 1))
        wrong = events.next()
        problem = wrong["problems"][0] if wrong["problems"] else {}
        tap.ok(problem.get("id") == "unknown-key" and "^" in problem.get("excerpt", "")
               and problem["place"].startswith("content/roles/electrician.md:") and wrong["version"] == second["version"],
               "a mistake is told with its place and caret, and the version stays", str(wrong)[:500])
        tap.ok(not differences(serve, out), "the pages stay as they were")
        tap.ok("unknown key 'exposre'" in serve.said, "the terminal says it, too")
        write(electrician, page)
        mended = events.next()
        tap.ok(not mended["problems"] and is_as_built(serve, site, out), "mended, it follows")

        css = f"{site}/themes/default/assets/css/site.css"
        write(css, read(css) + b"\n.added { color: inherit; }\n")
        style = events.next()
        (old, new), = style["styles"].items()
        tap.ok(old.startswith("/assets/css/site.") and serve.get(new)[0] == 200 and serve.get(old)[0] == 404,
               "a style sheet is told with its addresses, old and new")

        before = read(electrician)
        write(electrician, b"---\nbroken")
        events.next()
        write(electrician, before)
        back = events.next()
        tap.ok(back["version"] == style["version"] and not back["problems"], "what is taken back changes no version")

        shutil.copytree(f"{content}/roles/backend-developer", f"{content}/roles/front-developer")
        tap.ok(wait_for(lambda: serve.get("/roles/front-developer/")[0] == 200), "a new folder is a new role")
        os.rename(f"{content}/roles/front-developer", f"{content}/roles/rear-developer")
        tap.ok(wait_for(lambda: serve.get("/roles/rear-developer/")[0] == 200)
               and serve.get("/roles/front-developer/")[0] == 404, "a renamed folder is another")
        shutil.rmtree(f"{content}/roles/rear-developer")
        tap.ok(wait_for(lambda: serve.get("/roles/rear-developer/")[0] == 404) and is_as_built(serve, site, out),
               "a deleted one is gone")

        os.rename(content, f"{site}/elsewhere")
        tap.ok(wait_for(lambda: serve.state()["problems"]) and serve.get("/roles/electrician/")[0] == 200,
               "content that vanishes is a problem, not an end")
        os.rename(f"{site}/elsewhere", content)
        tap.ok(wait_for(lambda: not serve.state()["problems"]) and is_as_built(serve, site, out), "and may come back")
    status, took = serve.stop()
    tap.ok(status == 0 and took < 1, "Ctrl-C ends it at once", f"{status} {took:.2f} s")


def starts_wrong(base):
    site, out = f"{base}/wrong", f"{base}/wrong-out"
    make_site(site)
    path = f"{site}/content/site.yaml"
    right = read(path)
    write(path, right.replace(b"title:", b"tilte:", 1))
    serve = Serve(site, "--no-cards", "--poll")
    status, _, body = serve.get("/", accept="text/html")
    tap.ok(status == 503 and b"tilte" in body and b"/.rolecast/live.js" in body and "tilte" in serve.said,
           "a site that is wrong from the start says so on every page")
    write(path, right)
    tap.ok(wait_for(lambda: serve.get("/")[0] == 200) and is_as_built(serve, site, out),
           "and is shown when it is mended, by polling too")
    with open(f"{site}/content/roles/electrician.md", "ab") as file:
        file.write(b"\nOne more line.\n")
    tap.ok(wait_for(lambda: b"One more line." in serve.get("/roles/electrician/")[2]), "polling sees a change")
    page = serve.get("/roles/electrician/", accept="text/html,*/*")[2]
    plain = serve.get("/roles/electrician/")[2]
    tap.ok(b"data-draft" not in page, "what is published is no draft")
    tap.ok(page.count(b"/.rolecast/live.js") == 1 and b"/.rolecast/" not in plain,
           "only browsers get the script that listens")
    tap.ok(serve.stop(signal.SIGTERM)[0] == 0, "it ends when the system asks, too")


def shows_drafts(base):
    site = f"{base}/drafts"
    make_site(site)
    path = f"{site}/content/roles/electrician.md"
    write(path, read(path).replace(b"---\n", b"---\ndraft: true\n", 1))
    serve = Serve(site, "--no-cards", "--drafts")
    tap.ok(b"data-draft" in serve.get("/roles/electrician/", accept="text/html")[2]
           and b"data-draft" not in serve.get("/", accept="text/html")[2], "drafts are shown, and marked")
    serve.stop()
    serve = Serve(site, "--no-cards")
    tap.ok(serve.get("/roles/electrician/")[0] == 404, "unless nobody asked for them")
    serve.stop()


def opens_a_browser(base):
    site, browser = f"{base}/browser", f"{base}/browse"
    make_site(site)
    write(browser, f"#!/bin/sh\necho \"$1\" > {base}/opened\n".encode())
    os.chmod(browser, 0o755)
    serve = Serve(site, "--no-cards", "--open", environment={"BROWSER": browser})
    wanted = f"http://localhost:{serve.address[1]}\n".encode()
    tap.ok(wait_for(lambda: os.path.exists(f"{base}/opened") and read(f"{base}/opened") == wanted), "--open opens the address")
    serve.stop()
    serve = Serve(site, "--no-cards", "--open", environment={"BROWSER": f"{base}/none"})
    is_told = "cannot run" in serve.said and "$BROWSER" in serve.said
    is_late = PATIENCE > 1  # under valgrind a program is started before anyone sees that there is none
    tap.ok((is_told or is_late) and serve.get("/")[0] == 200, "without a browser it says what to do, and serves", serve.said)
    serve.stop()


def open_to_others(base):
    """What will not be published is not told to neighbours; of many problems a page gets some."""
    site = f"{base}/neighbours"
    make_site(site)
    path = f"{site}/content/roles/electrician.md"
    page = read(path)
    write(path, page.replace(b"---\n", b"---\ndraft: true\nsecret_plan: {move: Berlin office}\n", 1))
    serve = Serve(site, "--no-cards", "--host", "0.0.0.0")
    state = serve.state()
    problem = next((one for one in state["problems"] if one["id"] == "unknown-key"), {})
    tap.ok("electrician.md:3:1: unknown key 'secret_plan'" in problem.get("message", "") and "Berlin" not in str(state)
           and b"Berlin" not in serve.get("/", accept="text/html")[2] and "Berlin" in serve.said,
           "where others may listen browsers hear of a problem and its place, not of its line", state)
    serve.stop()
    serve = Serve(site, "--no-cards", "--host", "127.0.0.1")
    tap.ok("Berlin" in str(serve.state()) and b"Berlin" in serve.get("/", accept="text/html")[2], "on this machine of its line, too")
    serve.stop()
    write(path, page)
    serve = Serve(site, "--no-cards")
    for number in range(3):
        links = "".join(f"\n[a](/roles/none-{number}-{link}/)\n" for link in range(80))
        write(f"{site}/content/pages/many-{number}.md", f"---\ntitle: Many {number}\n---\n{links}".encode())
    write(path, page.replace(b"---\n", b"---\nwrong: x\n", 1))
    tap.ok(wait_for(lambda: serve.state()["more"] > 100), "of many problems a hundred are told, and how many others there are", str(serve.state())[-200:])
    state = serve.state()
    tap.ok(len(state["problems"]) == 100 and state["problems"][0]["severity"] == "error", "errors come first", str(state)[:300])
    serve.stop()


def under_a_path(base):
    site, out = f"{base}/path", f"{base}/path-out"
    make_site(site)
    path = f"{site}/content/site.yaml"
    lines = [b"base_url: https://e.example/some/where" if line.startswith(b"base_url:") else line
             for line in read(path).split(b"\n")]
    write(path, b"\n".join(lines))
    serve = Serve(site, "--no-cards")
    build(site, out=out)
    status, headers, _ = serve.get("/")
    tap.ok(status == 302 and headers["Location"] == "/some/where/", "a base path is led to")
    tap.ok(serve.get("/some/where/roles/electrician/")[2] == read(f"{out}/roles/electrician/index.html")
           and serve.get("/roles/electrician/")[0] == 404, "and kept")
    status, headers, _ = serve.get("/some/where/roles/electrician")
    tap.ok(status == 301 and headers["Location"] == "/some/where/roles/electrician/", "a missing slash is added")
    serve.stop()


def follows_links(base):
    """A theme may be a link to where it is kept; so may a page be."""
    site = f"{base}/links"
    make_site(site)
    os.rename(f"{site}/themes/default", f"{base}/kept")
    os.symlink(f"{base}/kept", f"{site}/themes/default")
    os.makedirs(f"{site}/content/files", exist_ok=True)
    os.rename(f"{site}/content/pages/about.md", f"{site}/content/files/about.txt")
    os.symlink("../files/about.txt", f"{site}/content/pages/about.md")
    for words in ((), ("--poll",)):
        serve = Serve(site, "--no-cards", *words)
        name = "by polling" if words else "when told"
        template, mark = f"{base}/kept/templates/home.mustache", f"<!-- seen {name} -->".encode()
        write(template, read(template).replace(b"{{$main}}", b"{{$main}}" + mark, 1))
        tap.ok(wait_for(lambda: mark in serve.get("/")[2]), f"a theme behind a link is followed, {name}")
        write(f"{site}/content/files/about.txt", read(f"{site}/content/files/about.txt") + b"\nSeen " + name.encode() + b".\n")
        tap.ok(wait_for(lambda: b"Seen " + name.encode() in serve.get("/about/")[2]), f"so is a page, {name}")
        write(template, read(template).replace(b"{{$main}}", b"{{$mian}}").replace(b"{{/main}}", b"{{/mian}}"))
        tap.ok(wait_for(lambda: [one["id"] for one in serve.state()["problems"]] == ["unused-block"]), "a theme's warning is told")
        write(f"{site}/content/roles/electrician.md", read(f"{site}/content/roles/electrician.md") + b"\nMore.\n")
        tap.ok(wait_for(lambda: b"More." in serve.get("/roles/electrician/")[2])
               and [one["id"] for one in serve.state()["problems"]] == ["unused-block"], "and stays while content changes")
        write(template, read(template).replace(b"mian}}", b"main}}"))
        serve.stop()


def stays_within(base):
    """What was loaded may be a link to elsewhere when it is asked for."""
    site = f"{base}/within"
    make_site(site)
    os.makedirs(f"{site}/content/files/d", exist_ok=True)
    write(f"{base}/secret", b"of value")
    write(f"{site}/content/files/d/secret", b"ours")
    serve = Serve(site, "--no-cards")
    tap.ok(serve.get("/d/secret")[2] == b"ours", "a file of content/files/ is sent")
    os.remove(f"{site}/content/files/d/secret")
    os.symlink(f"{base}/secret", f"{site}/content/files/d/secret")
    answers = [serve.get("/d/secret")[2]]
    os.remove(f"{site}/content/files/d/secret")
    os.rmdir(f"{site}/content/files/d")
    os.symlink(base, f"{site}/content/files/d")
    answers.append(serve.get("/d/secret")[2])
    tap.ok(b"of value" not in b"".join(answers), "nothing is sent that a link elsewhere leads to", answers)
    serve.stop()


def is_not_held_up(base):
    """By somebody who does not read what it says, or who closed a tab."""
    site = f"{base}/held"
    make_site(site)
    ours, theirs = os.pipe()
    fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096) if hasattr(fcntl, "F_SETPIPE_SZ") else None
    process = subprocess.Popen([BINARY, "-C", site, "serve", "--port", "0", "--no-cards"], stderr=theirs)
    os.close(theirs)
    said = b""
    while b"Ctrl-C" not in said:
        said += os.read(ours, 4096)
    for number in range(40):
        write(f"{site}/content/roles/electrician.md", b"---\nbroken: %d" % number)
        time.sleep(0.03)
    process.send_signal(signal.SIGTERM)
    try:
        tap.ok(process.wait(10 * PATIENCE) == 0, "nobody reads what it says, and it ends all the same")
    except subprocess.TimeoutExpired:
        process.kill()
        tap.ok(False, "nobody reads what it says, and it ends all the same")
    os.close(ours)

    site = f"{base}/tabs"
    make_site(site)
    serve = Serve(site, "--no-cards", "--poll")
    for _ in range(4):
        tabs = [Events(serve) for _ in range(100)]
        for tab in tabs:
            tab.connection.request("GET", "/.rolecast/events")
        for tab in tabs:
            tab.connection.close()
    tap.ok(wait_for(lambda: is_listened_to(serve)), "tabs that were closed make room")
    serve.stop()


def is_listened_to(serve):
    tab = Events(serve)
    try:
        tab.connection.request("GET", "/.rolecast/events")
        return tab.connection.getresponse().status == 200
    finally:
        tab.connection.close()


def refuses(base):
    site = f"{base}/refuses"
    make_site(site)
    serve = Serve(site, "--no-cards")
    port = serve.address[1]
    for host, wanted in [("localhost", 200), (f"localhost:{port}", 200), ("127.0.0.1", 200), ("[::1]:80", 200),
                         ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421),
                         ("", 421), ("a" * 300, 421)]:
        status = serve.get("/", host=host)[0] if host else raw(port, b"GET / HTTP/1.1\r\nHost: \r\n\r\n")
        tap.ok(status == wanted, f"host '{host[:30]}' is answered {wanted}", str(status))
    secret = read("/etc/passwd")[:20]
    leaks = []
    ways = ["/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "/..%252f..%252fetc/passwd", "/....//....//etc/passwd", "/..\\..\\etc\\passwd", "/%5c..%5c../etc/passwd",
            "/..%c0%af..%c0%afetc/passwd", "/%00/etc/passwd", "/roles/electrician/%00", "//etc/passwd",
            "/.rolecast-manifest", "/.rolecast/../../etc/passwd", "/.rolecast/", "/content/site.yaml",
            "/themes/default/theme.yaml", "/%zz", "/%", "/%2", "/?/../../etc/passwd", "/assets/", "/assets/../content"]
    for way in ways:
        try:
            answer = exchange(port, f"GET {way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        except OSError as fault:
            answer = str(fault).encode()
        code = answer.split(b" ", 2)[1:2]
        if secret in answer or (code == [b"200"] and way != "/?/../../etc/passwd"):
            leaks.append((way, answer[:80]))
    tap.ok(not leaks, "no way leads out of the site", str(leaks))
    for method in ("POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "BREW"):
        status, headers, _ = serve.get("/", method=method)
        tap.ok(status == 405 and headers["Allow"] == "GET, HEAD", f"{method} is not allowed", str(status))
    status, headers, body = serve.get("/", method="HEAD")
    tap.ok(status == 200 and body == b"" and headers["Cache-Control"] == "no-store"
           and "script-src 'self'" in headers["Content-Security-Policy"], "HEAD has the headers alone")
    huge = exchange(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200000 + b"\r\n\r\n")
    tap.ok(b" 431 " in huge[:40] or b" 413 " in huge[:40] or huge == b"", "huge headers are refused", str(huge[:60]))
    long = exchange(port, b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    tap.ok(b" 414 " in long[:40] or b" 431 " in long[:40] or long == b"", "huge addresses are refused", str(long[:60]))
    tap.ok(serve.get("/roles/electrician/")[0] == 200, "and it still serves")
    tap.ok(many(port), "it serves while two thousand connections do nothing")
    tap.ok(serve.stop()[0] == 0 and "Sanitizer" not in serve.said, "and ends well", serve.said[-2000:])


def answers_its_own(base):
    """What a page elsewhere may learn of us: nothing. Browsers say who asks."""
    site = f"{base}/own"
    make_site(site)
    serve = Serve(site, "--no-cards")

    def ask(path, who, what):
        said = f"Sec-Fetch-Site: {who}\r\nSec-Fetch-Dest: {what}\r\n" if who else ""
        got = exchange(serve.address[1], f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n{said}\r\n".encode())
        return int(got.split(b" ", 2)[1]), got.lower()

    for path, what in (("live.js", "script"), ("live.css", "style"), ("events", "empty")):
        seen = [ask(f"/.rolecast/{path}", who, dest) for who, dest in
                [(None, None), ("same-origin", what), ("none", "document"), ("cross-site", "document"),
                 ("cross-site", what), ("same-site", what), ("cross-site", "iframe")]]
        tap.ok([status for status, _ in seen] == [200] * 4 + [403] * 3, f"{path} is for pages that are served here", seen)
        tap.ok(all(b"cross-origin-resource-policy: same-origin" in answer for _, answer in seen), "and says so")
    status, answer = ask("/roles/electrician/", "cross-site", "document")
    image = ask("/roles/electrician/badge.svg", "cross-site", "image")
    tap.ok(status == image[0] == 200 and b"cross-origin-resource-policy" not in answer + image[1], "pages are for all, as they will be")
    serve.stop()


def exchange(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=20 * PATIENCE) as link:
        got = b""
        try:
            link.sendall(request)
            while piece := link.recv(65536):
                got += piece
                if b"\r\n\r\n" in got and b"Connection: close" not in request:
                    break
        except OSError:
            pass
        return got


def raw(port, request):
    answer = exchange(port, request)
    return int(answer.split(b" ", 2)[1]) if answer else 0


def many(port, count=2000):
    links = []
    try:
        import resource
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 200), hard))
        for number in range(min(count, hard - 100)):
            link = socket.create_connection(("127.0.0.1", port), timeout=20 * PATIENCE)
            if number % 2:
                link.sendall(b"GET / HTTP/1.1\r\nHost: local")
            links.append(link)
        return b" 200 " in exchange(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")[:20]
    finally:
        for link in links:
            link.close()


def cannot_start(base):
    site = f"{base}/start"
    make_site(site)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        made = subprocess.run([BINARY, "-C", site, "serve", "--port", port], capture_output=True, text=True, check=False)
        tap.ok(made.returncode == 3 and "[port-in-use]" in made.stderr and "--port" in made.stderr,
               "a port in use is told", made.stderr)
    made = subprocess.run([BINARY, "-C", site, "serve", "--host", "192.0.2.1"], capture_output=True, text=True,
                          check=False)
    tap.ok(made.returncode == 3 and "[cannot-listen]" in made.stderr, "so is an address of another machine", made.stderr)
    made = subprocess.run([BINARY, "-C", site, "serve", "--host", "no.such.name.invalid"], capture_output=True,
                          text=True, check=False)
    tap.ok(made.returncode == 3 and "[unknown-host]" in made.stderr, "and a name that nobody has", made.stderr)
    made = subprocess.run([BINARY, "-C", site, "serve", "--port", "0", "--model", "spraed=5"], capture_output=True,
                          text=True, check=False, timeout=60 * PATIENCE)
    tap.ok(made.returncode == 2 and "did you mean 'spread'" in made.stderr, "a wrong --model ends it at once", made.stderr)


def main():
    with folder() as base:
        follows_edits(base)
        starts_wrong(base)
        shows_drafts(base)
        opens_a_browser(base)
        open_to_others(base)
        under_a_path(base)
        follows_links(base)
        stays_within(base)
        is_not_held_up(base)
        refuses(base)
        answers_its_own(base)
        cannot_start(base)
    tap.end()


main()
