#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: hosts.py BINARY: what `host:`, `redirects:` and `moved_from` make of a site: pages that lead on and what they
hold, limits before anything is written, other hosts after one another, and old addresses while a site is served."""
import os
import re
import subprocess

from helpers import BINARY, Tap, build, folder, make_site, read, write
import serving

ROLE = "backend-developer"


def settings(site, more):
    path = f"{site}/content/site.yaml"
    text = read(path).split("# of the test\n")[0]
    write(path, re.sub(r"(?m)^base_url:.*$", "base_url: https://jobs.example/site", text) + "# of the test\n" + more)


def moved(site, slugs):
    """The role had all these slugs before."""
    path = f"{site}/content/roles/{ROLE}/index.md"
    text = re.sub(r"(?m)^moved_from:.*\n", "", read(path))
    write(path, text.replace("---\n", f"---\nmoved_from: [{', '.join(slugs)}]\n", 1))


def leads(count):
    return "redirects:\n" + "".join(f"  - {{from: /old/{number}.html, to: /roles/}}\n" for number in range(count))


def check_pages(tap, site):
    settings(site, "redirects:\n  - {from: /old.html, to: '/roles/?a=b&c#d'}\n")
    moved(site, ["coder", "programmer"])
    done = build(site)
    page = read(f"{site}/public/roles/coder/senior/index.html")
    tap.ok(done.returncode == 0 and f'content="0; url=/site/roles/{ROLE}/senior/"' in page, "a level of a role that moved leads on", done.stderr + page)
    tap.ok("noindex" in page and "<script" not in page and f'rel="canonical" href="https://jobs.example/site/roles/{ROLE}/senior/"' in page,
           "search engines are told where it is now, and no script is needed", page)
    odd = read(f"{site}/public/old.html")
    tap.ok('url=/site/roles/?a=b&amp;c#d"' in odd and 'rel="canonical" href="https://jobs.example/site/roles/?a=b&amp;c"' in odd,
           "the new address is escaped", odd)
    same = [read(f"{site}/public/roles/{slug}/badge.svg") == read(f"{site}/public/roles/{ROLE}/badge.svg")
            and read(f"{site}/public/api/v1/roles/{slug}.json") == read(f"{site}/public/api/v1/roles/{ROLE}.json") for slug in ("coder", "programmer")]
    tap.ok(all(same), "badge and data stay at the old addresses", str(same))
    listed = [name for name in ("sitemap.xml", "search.json", "llms.txt", "feed.xml", "roles/index.html", "api/v1/roles.json")
              if re.search(r"/(coder|programmer|old\.html)\b", read(f"{site}/public/{name}"))]
    tap.ok(not listed, "nothing lists what has moved", str(listed))
    checked = subprocess.run([BINARY, "-C", site, "check", "--as-of", "2026-11-21"], capture_output=True, text=True, check=False)
    tap.ok(not re.search(r"\[(orphan|same-title|same-description|long-title|broken-link)\]", checked.stderr + checked.stdout),
           "check has nothing against pages that lead on", checked.stderr)
    shown = subprocess.run([BINARY, "-C", site, "show", "/roles/coder/"], capture_output=True, text=True, check=False)
    tap.ok(shown.returncode == 0 and f"/site/roles/{ROLE}/" in shown.stdout, "show tells where a page leads", shown.stderr)


OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def told(site, *words):
    done = subprocess.run([BINARY, "-C", site, "check", *words, "--as-of", "2026-11-21"], capture_output=True, check=False)
    return (done.stderr + done.stdout).decode(errors="replace")


def check_own_files(tap, site):
    """Files of authors that servers give a meaning."""
    settings(site, "")
    files = f"{site}/content/files"
    for name, text in {".htaccess": "Options -Indexes\n", ".nojekyll": "", ".well-known/thing": "here\n", ".secret": "no\n", "data.csv": "a\n",
                       "data.csv.gz": "packed"}.items():
        write(f"{files}/{name}", text)
    done = build(site, out="own")
    there = [os.path.exists(f"{site}/own/{name}") for name in (".htaccess", ".nojekyll", ".well-known/thing", "data.csv.gz")]
    tap.ok(done.returncode == 0 and all(there) and not os.path.exists(f"{site}/own/.secret"), "hidden files that servers read are published, others not",
           done.stderr + str(there))
    write(f"{files}/roles/index.html.br", "own")
    tap.ok("content/files/roles/index.html.br:1:1: error: many servers send this to whoever asks for roles/index.html [same-url]" in told(site),
           "a file that servers would send as a page", told(site))
    settings(site, "host: apache\n")
    tap.ok("content/files/.htaccess:1:1: error: .htaccess is already written for Apache [same-url]" in told(site), "a file that the build writes", told(site))
    for path in (".htaccess", ".nojekyll", ".well-known/thing", ".secret", "data.csv", "data.csv.gz", "roles/index.html.br"):
        os.remove(f"{files}/{path}")
    for name, wanted in ((b"a\nb", "holds what is not seen (U+000A, behind 'a') [control-character]"), (b"a\x1b[31m", "[control-character]"),
                         ("a\u009b31m".encode(), "files/a 31m:1:1: error: the name of this file holds what is not seen (U+009B, behind 'a')"),
                         ("a\u202egnp.exe".encode(), "files/a gnp.exe:1:1: error: the name of this file holds"), ("a\u2028b".encode(), "[control-character]"),
                         (b"a\xe9b", "is not valid UTF-8 [invalid-utf8]")):
        path = files.encode() + b"/" + name
        try:
            with open(path, "wb"):
                pass
        except OSError:
            tap.ok(True, f"a file named {name} # SKIP not in this file system")
            continue
        said = told(site)
        tap.ok(wanted in said and not OBEYED.search(said) and not re.search("(?m)^b:1:1", said), f"a file named {name}", said)
        os.remove(path)


def check_addresses(tap, site):
    path = f"{site}/content/site.yaml"
    text = read(path)
    for address, wanted in (("https://jobs.example/a%20b", "it holds more than letters"), ("https://jobs.example/a//b", "two / stand together"),
                            ("https://jobs.example/.x", "a part begins with a dot"), ("https://me@jobs.example", "'me@jobs.example' is no host"),
                            ("https://jobs.example/über,x(1)", None), ("https://büro.example", None), ("http://[::1]:80", None), ("http://127.0.0.1", None)):
        write(path, re.sub(r"(?m)^base_url:.*$", f"base_url: '{address}'", text.split("# of the test\n")[0]) + "host: github-pages\n")
        said = told(site)
        if "büro" in address:
            wanted = "GitHub Pages wants the domain in plain letters"
        tap.ok((wanted or "") in said and ("bad-url" in said) == bool(wanted), f"base_url {address}", said)
    done = build(site, out="bare")
    tap.ok(done.returncode == 0 and not os.path.exists(f"{site}/bare/CNAME"), "a number is no domain", done.stderr)
    write(path, text)


def check_limits(tap, site):
    cases = [("cloudflare-pages", 2000, None), ("cloudflare-pages", 2001, "error: 2,001 redirects are more than Cloudflare Pages takes: 2,000"),
             ("gitlab-pages", 1001, "error: 1,001 redirects are more than GitLab Pages takes: 1,000"),
             ("netlify", 10001, "warning: 10,001 redirects are more than Netlify takes without another plan or setting: 10,000"),
             ("nginx", 2001, None), ("storage", 2001, None)]
    moved(site, [])
    for number, (host, count, wanted) in enumerate(cases):
        settings(site, f"host: {host}\n{leads(count)}")
        done = build(site, out=f"limits-{number}")
        is_error = wanted and wanted.startswith("error")
        told = "[host-limit]" in done.stderr
        tap.ok(done.returncode == (1 if is_error else 0) and told == bool(wanted) and (not wanted or wanted in done.stderr)
               and os.path.exists(f"{site}/limits-{number}") != bool(is_error), f"{host}: {count} redirects", done.stderr[-600:])
    lines = [f"/{'long' * 120}/{number}.html" for number in range(140)]
    settings(site, "host: gitlab-pages\nredirects:\n" + "".join(f"  - {{from: {line}, to: /roles/}}\n" for line in lines))
    done = build(site, out="limits-size")
    tap.ok(done.returncode == 1 and "in _redirects are more than GitLab Pages takes: 64.0 KiB [host-limit]" in done.stderr, "gitlab-pages: the size of _redirects", done.stderr[-600:])
    write(f"{site}/content/files/film.bin", b"")
    os.truncate(f"{site}/content/files/film.bin", (25 << 20) + 1)
    settings(site, "host: cloudflare-pages\n")
    for words in (["build", "--no-cards", "-o", "film"], ["check"]):
        done = subprocess.run([BINARY, "-C", site, *words, "--as-of", "2026-11-21"], capture_output=True, text=True, check=False)
        said = done.stderr + done.stdout
        tap.ok(done.returncode == 1 and said.count("[host-limit]") == 1 and "content/files/film.bin:1:1: error: 25.0 MiB in one file" in said
               and not os.path.exists(f"{site}/film"), f"cloudflare-pages: {words[0]} tells of a file that is too large, where it is", said)
    os.remove(f"{site}/content/files/film.bin")
    for number in range(5):
        write(f"{site}/content/files/film-{number}.bin", b"")
        os.truncate(f"{site}/content/files/film-{number}.bin", 210 << 20)
    settings(site, "host: github-pages\n")
    done = subprocess.run([BINARY, "-C", site, "build", "--no-cards", "-o", "films", "--as-of", "2026-11-21"], capture_output=True, text=True, check=False)
    tap.ok(done.returncode == 1 and done.stderr.count("in all are more than GitHub Pages takes: 1024.0 MiB") == 1 and not os.path.exists(f"{site}/films"),
           "github-pages: what is copied is too much for it before anything is written", done.stderr[-600:])
    for number in range(5):
        os.remove(f"{site}/content/files/film-{number}.bin")


def check_many_moves(tap, site):
    """More roles than patterns: each address has a rule of its own."""
    settings(site, "host: cloudflare-pages\n")
    moved(site, [f"old-{number}" for number in range(101)])
    done = build(site, out="many")
    lines = read(f"{site}/many/_redirects").splitlines()
    tap.ok(done.returncode == 0 and not any("*" in line for line in lines) and f"/site/roles/old-7/senior /site/roles/{ROLE}/senior/ 301" in lines
           and f"/site/roles/old-7/badge.svg /site/roles/{ROLE}/badge.svg 301" in lines and len(lines) == len(set(lines)), "cloudflare-pages: 101 moves without patterns", done.stderr)
    moved(site, [f"old-{number}" for number in range(100)])
    build(site, out="many")
    tap.ok(sum("*" in line for line in read(f"{site}/many/_redirects").splitlines()) == 100, "cloudflare-pages: 100 moves with patterns")
    moved(site, ["coder"])


def check_turns(tap, site):
    """One host after another in the same folder leaves nothing of the one before."""
    own = {"netlify": {"_headers", "_redirects"}, "apache": {".htaccess"}, "nginx": {".nginx.conf"}, "gitlab-pages": {"_redirects"},
           "github-pages": {".nojekyll"}, "storage": set()}
    every = set().union(*own.values())
    for host in [*own, "netlify"]:
        settings(site, f"host: {host}\n{leads(1)}")
        done = build(site)
        there = {name for name in every if os.path.exists(f"{site}/public/{name}")}
        pages = os.path.exists(f"{site}/public/old/0.html")
        tap.ok(done.returncode == 0 and there == own[host] and pages == (host in ("github-pages", "storage")), f"{host}: its own files and no others", f"{there} {pages} {done.stderr}")
    settings(site, f"host: nginx\n{leads(1)}")
    first = build(site, "-j1")
    again = subprocess.run([BINARY, "-C", site, "build", "--no-cards", "--as-of", "2026-11-21"], capture_output=True, text=True, check=False)
    tap.ok(first.returncode == 0 and ", 0 changed" in again.stderr, "nothing is to do twice", again.stderr)


def check_serving(tap, site):
    settings(site, f"host: netlify\n{leads(1)}")
    serve = serving.Serve(site)
    try:
        asked = {"/site/roles/coder/": f"/site/roles/{ROLE}/", "/site/roles/coder/senior/": f"/site/roles/{ROLE}/senior/", "/site/old/0.html": "/site/roles/",
                 "/site/api/v1/roles/coder.json": f"/site/api/v1/roles/{ROLE}.json", "/site/roles/coder": f"/site/roles/{ROLE}/"}
        bad = []
        for was, to in asked.items():
            status, headers, _ = serve.get(was)
            if status != 301 or headers.get("Location") != to:
                bad.append(f"{was}: {status} {headers.get('Location')}")
        tap.ok(not bad, "a served site leads on as its host will", "\n".join(bad))
        tap.ok(serve.get("/site/roles/coders/")[0] == 404, "and has no more than there was")
        settings(site, f"host: storage\n{leads(1)}")
        tap.ok(serving.wait_for(lambda: serve.get("/site/roles/coder/")[0] == 200), "on a host without redirects the page that leads on is served")
        tap.ok(b'content="0; url=/site/roles/"' in serve.get("/site/old/0.html")[2], "with the new address")
        other = next(path for path in (f"{site}/content/roles/{name}" for name in sorted(os.listdir(f"{site}/content/roles"))) if path.endswith(".md"))
        write(other, read(other) + "\nSomething was added here.\n")
        page = f"/site/roles/{os.path.basename(other)[:-3]}/"
        tap.ok(serving.wait_for(lambda: b"Something was added here." in serve.get(page)[2]), "another role is edited")
        same = serve.get("/site/roles/coder/badge.svg")[2] == serve.get(f"/site/roles/{ROLE}/badge.svg")[2]
        tap.ok(same and f'url=/site/roles/{ROLE}/senior/'.encode() in serve.get("/site/roles/coder/senior/")[2], "and the old addresses are as they were")
        moved(site, ["developer"])
        tap.ok(serving.wait_for(lambda: serve.get("/site/roles/developer/")[0] == 200 and serve.get("/site/roles/coder/")[0] == 404), "they follow moved_from")
    finally:
        serve.stop()


def main():
    tap = Tap()
    with folder() as site:
        make_site(site)
        check_pages(tap, site)
        check_limits(tap, site)
        check_many_moves(tap, site)
        check_turns(tap, site)
        check_own_files(tap, site)
        check_addresses(tap, site)
        if "[no-server]" not in subprocess.run([BINARY, "-C", site, "serve", "--port", "0", "--host", "256.0.0.1"], capture_output=True, text=True, check=False).stderr:
            check_serving(tap, site)
    tap.end()


if __name__ == "__main__":
    main()
