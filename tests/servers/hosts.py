#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: hosts.py BINARY: what `host:` writes, held against real nginx and real Apache, and _headers and _redirects
against the rules by which their hosts say they read them. At the root of a domain and below a base path."""
import gzip
import os
import re
import shutil
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import serving
from helpers import ROOT, THREE, Tap, build, folder, read, write

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
         ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf"}
FOREVER = "public, max-age=31536000, immutable"
ASKING = "public, max-age=0, must-revalidate"
SENT = ["Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options"]
HASHED = re.compile(r"^assets/.+\.[0-9a-f]{12}\.\w+$")
TEXTS = (".html", ".css", ".js", ".json", ".xml", ".txt", ".csv", ".svg")
OLD = "programmer"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"  # where Debian's package of it lies, if it does
LEADS = {"/old.html": "/roles/", "/about-us/": "/articles/#top", "/über/": "/methodology/?from=old", "/gone": "https://example.org/x?y=1#z"}


def make(site, host, base):
    shutil.copytree(THREE, f"{site}/content")
    shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
    settings = read(f"{site}/content/site.yaml")
    settings = re.sub(r"(?m)^base_url:.*$", f"base_url: https://small.example{base}", settings)
    settings = re.sub(r"(?m)^host:.*\n", "", settings)
    leads = "".join(f'  - {{from: {old}, to: "{new}"}}\n' for old, new in LEADS.items())
    write(f"{site}/content/site.yaml", f"{settings}\nhost: {host}\nredirects:\n{leads}" + (
        "" if base else "security: {contact: mailto:a@small.example, expires: 2027-05-01}\n"))
    role = next(path for path in roles(f"{site}/content/roles"))
    write(role, read(role).replace("---\n", f"---\nmoved_from: [{OLD}]\n", 1))
    write(f"{site}/content/files/notes.txt", "Ein Wörtchen.\n")
    write(f"{site}/content/files/assets/css/own.css", "a{}\n")
    return os.path.basename(os.path.dirname(role)) if role.endswith("index.md") else os.path.basename(role)[:-3]


def roles(content):
    for name in sorted(os.listdir(content)):
        yield f"{content}/{name}/index.md" if os.path.isdir(f"{content}/{name}") else f"{content}/{name}"


def made(out):
    """Every file of the output but rolecast's own and what is there for the host."""
    own = re.compile(r"^(\.rolecast-.*|_headers|_redirects|\.htaccess|\.nginx\.conf|CNAME|\.nojekyll|.*\.(gz|br))$")
    return sorted(path for path in (os.path.relpath(os.path.join(base, name), out) for base, _, names in os.walk(out) for name in names)
                  if not own.match(path))


def address(base, path):
    path = path[:-len("index.html")] if path == "index.html" or path.endswith("/index.html") else path
    return f"{base}/{path}"


def type_of(path):
    return "application/atom+xml; charset=utf-8" if path.endswith("feed.xml") else TYPES[os.path.splitext(path)[1]]


def shares(path):
    """(Cross-Origin-Resource-Policy, Access-Control-Allow-Origin)"""
    if path.startswith("api/"):
        return "cross-origin", "*"
    return ("cross-origin" if re.match(r"roles/[^/]+/(badge\.svg|card\.png)$", path) else "same-origin"), ""


def moves(base, slug, levels):
    """Old address → where it leads."""
    old, new = f"{base}/roles/{OLD}/", f"{base}/roles/{slug}/"
    pairs = {old: new, old[:-1]: new, f"{old}badge.svg": f"{new}badge.svg", f"{old}card.png": f"{new}card.png",
             f"{base}/api/v1/roles/{OLD}.json": f"{base}/api/v1/roles/{slug}.json"}
    pairs |= {f"{old}{level}/": f"{new}{level}/" for level in levels}
    for was, to in LEADS.items():
        to = to if to.startswith("https:") else base + to
        pairs[f"{base}{was}".replace("ü", "%C3%BC")] = to
        if was == "/gone" or was.endswith("/"):
            pairs[f"{base}{was.rstrip('/')}".replace("ü", "%C3%BC")] = to
    return pairs


def with_query(to, query):
    """What was asked for behind a ? goes along, unless the new address has its own."""
    start, mark, fragment = to.partition("#")
    return to if "?" in start else f"{start}?{query}{mark}{fragment}"


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


def crawl(server, base):
    """Follows every link of the site from its home page; what does not answer 200."""
    todo, seen, bad = [f"{base}/"], set(), []
    while todo:
        at = todo.pop()
        if at in seen:
            continue
        seen.add(at)
        answer = server.get(at)
        if answer.status != 200:
            bad.append(f"{at}: {answer.status}")
        if not answer.one("Content-Type").startswith("text/html"):
            continue
        links = Links()
        links.feed(answer.body.decode())
        for link in links.found:
            parts = urlsplit(urljoin(f"http://here{at}", link))
            own = parts.netloc in ("here", "small.example")
            if own and not parts.path.startswith(f"{base}/"):
                bad.append(f"{at}: {link} leaves the base")
            elif own:
                todo.append(parts.path)
    return len(seen), bad


def wrong_headers(path, answer):
    """What is not as it should be in the headers of a file."""
    sharing, origin = shares(path)
    wanted = {"Content-Type": type_of(path), "Cross-Origin-Resource-Policy": sharing, "Access-Control-Allow-Origin": origin,
              "Cache-Control": FOREVER if HASHED.match(path) else ASKING}
    wrong = [f"{name}: {answer.one(name)}" for name, value in wanted.items() if answer.one(name) != value]
    return wrong + [f"{name}: {answer.one(name)!r}" for name in SENT if not answer.one(name) or "twice" in answer.one(name)]


def check_files(tap, name, server, out, base):
    bad, sizes = [], 0
    for path in made(out):
        answer = server.get(address(base, path))
        with open(f"{out}/{path}", "rb") as file:
            same = file.read() == answer.body
        wrong = wrong_headers(path, answer)
        if answer.status != 200 or not same or wrong:
            bad.append(f"{path}: {answer.status} {'' if same else 'other bytes '}{wrong}")
        sizes += 1
    tap.ok(sizes > 40 and not bad, f"{name}: each of {sizes} files has its bytes, its type and its headers", "\n".join(bad[:8]))


def check_conditions(tap, name, server, out, base):
    bad = []
    for path in ("index.html", "robots.txt", *[path for path in made(out) if HASHED.match(path)][:2]):
        first = server.get(address(base, path))
        head = server.get(address(base, path), method="HEAD")
        again = server.get(address(base, path), If_None_Match=first.one("ETag"))
        since = server.get(address(base, path), If_Modified_Since=first.one("Last-Modified"))
        asked = server.get(address(base, path) + "?a=b")
        same = {key.lower() for key, _ in first.headers} == {key.lower() for key, _ in head.headers}
        if (head.status, again.status, since.status, asked.status) != (200, 304, 304, 200) or head.body or again.body or not same:
            bad.append(f"{path}: HEAD {head.status}, If-None-Match {again.status}, If-Modified-Since {since.status}, ? {asked.status}, {same}")
        if asked.body != first.body or again.one("Cache-Control") != first.one("Cache-Control"):
            bad.append(f"{path}: {again.headers}")
    tap.ok(not bad, f"{name}: HEAD, 304, and a query", "\n".join(bad))


def check_missing(tap, name, server, out, base):
    with open(f"{out}/404.html", "rb") as file:
        page = file.read()
    asked = ["/nothing/", "/nothing.html", "/roles/nobody/", "/assets/css/site.000000000000.css", "/api/v1/nothing.json", "/assets/", "/api/"]
    answers = {path: server.get(base + path) for path in asked}
    bad = [f"{path}: {one.status} {one.headers}" for path, one in answers.items()
           if one.status != 404 or one.body != page or "immutable" in one.one("Cache-Control") or one.one("Content-Type") != TYPES[".html"]
           or not one.one("X-Content-Type-Options")]
    tap.ok(not bad, f"{name}: what is not there, or lists a folder, is the 404 page with its status", "\n".join(bad))
    hidden = ["/.rolecast-manifest", "/.rolecast-lock", "/.nginx.conf", "/.htaccess", "/.well-known/.hidden", "/.git/config"]
    for path in (".git/config", ".well-known/.hidden"):
        write(f"{out}/{path}", "secret\n")
    got = {path: server.get(base + path) for path in hidden}
    bad = [f"{path}: {one.status}" for path, one in got.items() if one.status not in (403, 404) or b"secret" in one.body]
    tap.ok(not bad, f"{name}: nobody is shown our own files, or others with a dot", "\n".join(bad))
    slashless = server.get(f"{base}/roles?a=b")
    to = urlsplit(slashless.one("Location"))
    tap.ok(slashless.status == 301 and unquote(to.path) == f"{base}/roles/" and to.query == "a=b", f"{name}: a folder without its slash leads to it",
           f"{slashless.status} {slashless.headers}")


def check_moves(tap, name, server, base, slug, levels):
    bad = []
    for was, to in moves(base, slug, levels).items():
        answer, asked = server.get(was), server.get(f"{was}?a=b")
        parts = urlsplit(to)
        got, got_asked = (unquote(re.sub(rf"^http://(localhost|127\.0\.0\.1)(:{server.port})?", "", one.one("Location"))) for one in (answer, asked))
        if answer.status != 301 or got != to or asked.status != 301 or got_asked != with_query(to, "a=b"):
            bad.append(f"{was}: {answer.status} {got}, with a query {got_asked}, wanted {to}")
        if answer.one("Cross-Origin-Resource-Policy") != "cross-origin" or answer.one("Access-Control-Allow-Origin") != "*":
            bad.append(f"{was}: {answer.headers}")
        if not parts.netloc and server.get(parts.path).status != 200:
            bad.append(f"{was}: nothing is at {to}")
    tap.ok(not bad, f"{name}: {len(moves(base, slug, levels))} old addresses lead on with 301, their query too", "\n".join(bad[:8]))


def compress(out):
    """Siblings as a build makes them; .br is never decoded here, so that its bytes may be any."""
    for path in made(out):
        if path.endswith(TEXTS):
            with open(f"{out}/{path}", "rb") as file:
                data = file.read()
            write(f"{out}/{path}.gz", gzip.compress(data, mtime=0))
            write(f"{out}/{path}.br", b"brotli of " + path.encode())


def check_compressed(tap, name, server, out, base, codings):
    bad = []
    asked = {"gzip": "gzip", "gzip, deflate, br": "br", "br;q=1.0, gzip;q=0.5": "br", "br;q=0, gzip": "gzip", "identity": "", "gzip;q=0": ""}
    for path in [path for path in made(out) if path.endswith(TEXTS)]:
        for accept, coding in asked.items():
            coding = coding if coding in codings else "gzip" if coding and "gzip" in accept else ""
            answer = server.get(address(base, path), Accept_Encoding=accept)
            with open(f"{out}/{path}" + {"gzip": ".gz", "br": ".br", "": ""}[coding], "rb") as file:
                same = file.read() == answer.body
            wrong = wrong_headers(path, answer)
            if answer.status != 200 or answer.one("Content-Encoding") != coding or not same or wrong or answer.one("Vary").lower() != "accept-encoding":
                bad.append(f"{path} for {accept}: {answer.status} {answer.one('Content-Encoding')!r} {same} {wrong} Vary {answer.one('Vary')!r}")
    pictures = [path for path in made(out) if path.endswith(".png")]
    bad += [path for path in pictures if server.get(address(base, path), Accept_Encoding="gzip, br").one("Content-Encoding")]
    again = server.get(f"{base}/", Accept_Encoding="gzip")
    bad += [] if server.get(f"{base}/", Accept_Encoding="gzip", If_None_Match=again.one("ETag")).status == 304 else ["no 304"]
    missing = server.get(f"{base}/nothing/", Accept_Encoding="gzip")
    bad += [] if missing.status == 404 and b"Page not found" in (gzip.decompress(missing.body) if missing.one("Content-Encoding") else missing.body) else ["the 404 page"]
    tap.ok(not bad, f"{name}: answers that were compressed ahead ({', '.join(codings)})", "\n".join(bad[:8]))


def check_server(tap, name, server, out, base, slug, levels, codings):
    with server:
        check_files(tap, name, server, out, base)
        check_conditions(tap, name, server, out, base)
        check_missing(tap, name, server, out, base)
        check_moves(tap, name, server, base, slug, levels)
        pages, bad = crawl(server, base)
        tap.ok(pages > 40 and not bad, f"{name}: {pages} addresses are linked, and all of them are there", "\n".join(bad[:8]))
        compress(out)
        check_compressed(tap, name, server, out, base, codings)


# _headers and _redirects

def pattern(rule):
    """A rule's address as the hosts describe it: * stands for anything, :name for what is between two slashes."""
    parts = re.split(r"(\*|:[A-Za-z]\w*)", rule)
    return re.compile("".join("(?P<splat>.*)" if part == "*" else "([^/]+)" if part.startswith(":") else re.escape(part) for part in parts) + "$")


def header_rules(text):
    rules = []
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            rules.append((line, []))
        elif line.strip():
            rules[-1][1].append(line.strip())
    return rules


def evaluate(rules, at):
    """All rules that fit count; a header that two of them set is joined, but for what a later one takes back."""
    found = {}
    for rule, lines in rules:
        if not pattern(rule).match(at):
            continue
        for line in lines:
            if line.startswith("! "):
                found.pop(line[2:], None)
            else:
                name, value = line.split(": ", 1)
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def check_lists(tap, name, out, base, has_detaching):
    rules = header_rules(read(f"{out}/_headers"))
    bad = [rule for rule, _ in rules if rule.count("*") > 1 or not has_detaching and "*" in rule[:-1]]
    for path in made(out):
        sent = evaluate(rules, address(base, path))
        sharing, origin = shares(path)
        wanted = {"Cache-Control": FOREVER if HASHED.match(path) else None, "Access-Control-Allow-Origin": origin or None}
        if has_detaching or sharing == "cross-origin" or HASHED.match(path):
            wanted["Cross-Origin-Resource-Policy"] = sharing
        if path.endswith((".csv", "feed.xml")):
            wanted["Content-Type"] = type_of(path)
        wrong = [f"{key}: {sent.get(key)}" for key, value in wanted.items() if sent.get(key) != value]
        wrong += [key for key in SENT if not sent.get(key)]
        wrong += [f"{key} twice" for key, value in sent.items() if value.count("nosniff") > 1 or value.count("origin, ") > 0]
        if wrong:
            bad.append(f"{path}: {wrong}")
    outside = evaluate(rules, "/elsewhere/") if base else {}
    tap.ok(not bad and not outside, f"{name}: _headers gives each file its own, and none twice", "\n".join(bad[:8]))
    longest = max(len(line) for line in read(f"{out}/_headers").splitlines())
    tap.ok(len(rules) <= 100 and longest <= 2000, f"{name}: {len(rules)} rules, the longest line {longest}")


def lead(lines, at, is_exact):
    """Where the first rule that fits leads; where slashes at the end mean nothing, with or without."""
    for was, to, status in lines:
        same = was == at or not is_exact and was.rstrip("/") == at.rstrip("/")
        found = pattern(was).match(at) or (None if is_exact else pattern(was).match(f"{at}/"))
        if same or ("*" in was and found):
            return to.replace(":splat", found["splat"] if found and "*" in was else ""), status
    return None, None


def check_leads(tap, name, out, base, slug, levels, is_exact):
    lines = [line.split(" ") for line in read(f"{out}/_redirects").splitlines()]
    bad = [line for line in lines if len(line) != 3 or line[2] != "301"]
    dynamic = [number for number, line in enumerate(lines) if "*" in line[0]]
    if dynamic and dynamic != list(range(dynamic[0], len(lines))):
        bad.append("a plain rule stands behind a pattern")
    for was, to in moves(base, slug, levels).items():
        got, status = lead(lines, was, is_exact)
        if (got, status) != (to, "301"):
            bad.append(f"{was}: {got} {status}, wanted {to}")
    for path in made(out):
        if lead(lines, address(base, path), is_exact)[0]:
            bad.append(f"{path} is there, and led away from")
    tap.ok(not bad, f"{name}: _redirects leads each old address on, and none that is there", "\n".join(map(str, bad[:8])))


def check_pages(tap, name, out, base, slug, levels):
    """Without redirects: pages that lead on, and copies of what no page can stand for."""
    bad = []
    for was, to in moves(base, slug, levels).items():
        path = was[len(base) + 1:].replace("%C3%BC", "ü")
        if path.endswith((".svg", ".json", ".png")):
            new = f"{out}/{to[len(base) + 1:]}"
            same = os.path.exists(f"{out}/{path}") and open(f"{out}/{path}", "rb").read() == open(new, "rb").read()
            bad += [] if same else [f"{path} is no copy"]
            continue
        file = f"{out}/{path}" if path.endswith(".html") else f"{out}/{path.rstrip('/')}/index.html"
        page = read(file) if os.path.exists(file) else ""
        plain = to.split("#")[0]
        canonical = plain if plain.startswith("https:") else f"https://small.example{plain}"
        if f'content="0; url={to}"' not in page or f'<link rel="canonical" href="{canonical}">' not in page or "noindex" not in page or "<script" in page:
            bad.append(f"{path}: {page[:300]}")
        if f"{was}<" in read(f"{out}/sitemap.xml"):
            bad.append(f"{path} is in the site map")
    policy = re.search(r'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="[^"]*default-src', read(f"{out}/index.html"))
    tap.ok(not bad, f"{name}: pages lead on, data stay where they were", "\n".join(bad[:8]))
    tap.ok(policy, f"{name}: pages hold their policy themselves")


def site(tap, work, host, base):
    place = f"{work}/{host}{base.replace('/', '-')}"
    slug = make(place, host, base)
    out = f"{place}/www{base}"
    done = build(place, out=f"www{base}", cards=True)
    tap.ok(done.returncode == 0, f"{host}{base}: it is built", done.stderr)
    open_to_all(place, out)
    levels = sorted(name for name in os.listdir(f"{out}/roles/{slug}") if os.path.isdir(f"{out}/roles/{slug}/{name}"))
    return place, out, slug, levels


def open_to_all(place, out):
    for path in (place, out):
        os.chmod(path, 0o755)


def check_broken_modules(tap, work):
    """Apache with next to nothing loaded still shows the pages and leads on."""
    place, out, slug, levels = site(tap, work, "apache", "/bare")
    own = f"{place}/bare"
    os.makedirs(own)
    with serving.apache(own, f"{place}/www", ["dir", "alias"]) as server:
        bad = [path for path in made(out) if server.get(address("/bare", path)).status != 200]
        wrong = [was for was, to in moves("/bare", slug, levels).items() if "#" not in to and "?" not in to and server.get(was).status != 301]
        tap.ok(not bad and not wrong, "Apache without mod_rewrite, mod_headers, mod_mime", "\n".join(bad[:5] + wrong[:5]))


def main():
    tap = Tap()
    with folder() as work:
        serving.open_to_all(work)
        for base in ("", "/jobs", "/a.b/über,(1)"):
            place, out, slug, levels = site(tap, work, "nginx", base)
            own = f"{place}/nginx"
            os.makedirs(own)
            has_brotli = bool(base) and os.path.exists(BROTLI)
            if has_brotli:
                write(f"{own}/rolecast.d/brotli.conf", "brotli_static on;\n")
            server = serving.nginx(own, f"{place}/www", f"include {out}/.nginx.conf;", f"load_module {BROTLI};" if has_brotli else "")
            check_server(tap, f"nginx {base or '/'}", server, out, base, slug, levels, ["gzip", *(["br"] if has_brotli else [])])
            place, out, slug, levels = site(tap, work, "apache", base)
            own = f"{place}/apache"
            os.makedirs(own)
            server = serving.apache(own, f"{place}/www", ["dir", "mime", "headers", "rewrite", "alias", "autoindex"])
            check_server(tap, f"Apache {base or '/'}", server, out, base, slug, levels, ["gzip", "br"])
        check_broken_modules(tap, work)
        for host, has_detaching in (("netlify", False), ("cloudflare-pages", True)):
            for base in ("", "/jobs"):
                _, out, slug, levels = site(tap, work, host, base)
                check_lists(tap, f"{host} {base or '/'}", out, base, has_detaching)
                check_leads(tap, f"{host} {base or '/'}", out, base, slug, levels, has_detaching)
        for base in ("", "/jobs"):
            _, out, slug, levels = site(tap, work, "gitlab-pages", base)
            check_leads(tap, f"gitlab-pages {base or '/'}", out, base, slug, levels, False)
            for host in ("github-pages", "storage"):
                _, out, slug, levels = site(tap, work, host, base)
                check_pages(tap, f"{host} {base or '/'}", out, base, slug, levels)
                tap.ok(os.path.exists(f"{out}/CNAME") == (host == "github-pages" and not base), f"{host} {base or '/'}: CNAME where the domain is its own")
    tap.end()


if __name__ == "__main__":
    main()
