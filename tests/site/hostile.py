# SPDX-License-Identifier: MIT
"""Hostile content: every text of every schema, of Markdown, and of file names gives way to strings that try to get out of
where they are written. What is refused must be told at its line; what is taken must come out as text: beside the same
site with harmless words, each page has the same tree of elements and attributes to an HTML parser, each JSON the same
shape, each XML the same elements, each CSV file the same columns, and what hosts read the same lines.

ROLECAST_HOSTILE=N makes N rounds; ROLECAST_SEED draws other strings. With a folder behind BINARY: makes a hostile site there,
for the browser."""
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree
from concurrent.futures import ProcessPoolExecutor

try:
    import html5lib
except ImportError:  # a Python of one's own does not see what the system's package manager installed
    if sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    print("1..0 # SKIP html5lib is not there")
    sys.exit(0)

from helpers import BINARY, ROOT, Tap, build, folder, write
from hostile_site import DOCUMENTS, FILES, HARMLESS, body

SEED = int(os.environ.get("ROLECAST_SEED", "1"))
ROUNDS = int(os.environ.get("ROLECAST_HOSTILE", "2"))
URLS = {"href", "src", "action", "formaction", "poster", "data", "cite", "background", "ping", "xlink:href", "manifest"}
SCHEMES = ("http:", "https:", "mailto:", "tel:", "data:image/svg+xml,%3Csvg")  # the last: the theme's own favicon
MADE_OF_MARKDOWN = {"em", "strong", "code", "del", "br"}
ATOMS = ["\"", "'", "`", "<", ">", "&", "/>", "-->", "<!--", "]]>", "<![CDATA[", "</script>", "</title>", "</style>", "</svg>",
         "<script>__hit(1)</script>", "<img src=x onerror=__hit(2)>", "<svg/onload=__hit(3)>", "<iframe src=javascript:__hit(4)>",
         "\" onmouseover=\"__hit(5)", "' onfocus='__hit(6)' autofocus='", "javascript:__hit(7)", "JaVaScRiPt:__hit(8)",
         "java\tscript:__hit(9)", "&#106;avascript:__hit(10)", "&#x6A;avascript&colon;__hit(11)", " \u00a0javascript:__hit(12)",
         "vbscript:msgbox(1)", "data:text/html,<script>__hit(13)</script>", "{{{site.title}}}", "{{=<% %>=}}", "{{>head}}", "<%& x %>",
         "${7*7}", "$(reboot)", "`reboot`", "%0d%0aSet-Cookie: a=b", "\r\nX-Hit: 1", "\nLocation: https://evil.example/", "\u2028__hit(14)",
         "\u2029", "\u202egnp.exe", "\u0000", "\u0001", "\u001b[31m", "\u007f", "\u0085", "\ufeff", "\ufffe", "\U000e0041", "=cmd|'/c calc'!A1",
         "+1+1", "@SUM(1)", "-2+3", ";", "{", "}", "\\", "\\\"", "\\u0022", "return 302 https://evil.example;", "RewriteRule . /evil",
         "#", ": ", "- ", "? ", "|", "*", "_", "~~", "[a](javascript:__hit(15))", "![a](x onerror=__hit(16))", "<javascript:__hit(17)>",
         "[@study]", "[=risk]", "&lt;script&gt;", "&quot;", "&#0;", "%", "%3Cscript%3E", "//evil.example", "\\\\evil.example",
         "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<object data=x>", "<form action=//evil.example>",
         "<a href=//evil.example>", "<style>*{color:red}</style>", "<link rel=stylesheet href=//evil.example>", "<template>", "<plaintext>",
         "<textarea>", "<noscript>", "<math><mtext>", "</p>", "</div></main></body></html>"]


def strings(number):
    """In round 0 each atom by itself, once; then mixtures."""
    draw = random.Random(f"{SEED}-{number}")
    if number == 0:
        return [*ATOMS]
    return ["".join(draw.choice(ATOMS) + draw.choice(["", "", " ", "x"]) for _ in range(draw.randint(2, 5))) for _ in range(400)]


def leaves(value, way=()):
    """The ways to every text; numbers and truths cannot hold any."""
    if isinstance(value, str):
        yield way
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*way, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*way, number))


def at(value, way):
    for key in way:
        value = value[key]
    return value


def put(value, way, text):
    at(value, way[:-1])[way[-1]] = text


class Site:
    """Documents whose places hold what `said` says, else their own words; knows the place on each line."""

    def __init__(self, path):
        self.path = path
        self.lines = {}

    def write(self, said, host):
        self.lines = {}
        for below, document in DOCUMENTS.items():
            copy = json.loads(json.dumps(document["value"]))
            for way in leaves(document["value"]):
                if (below, way) in said:
                    put(copy, way, said[below, way])
            if below == "site.yaml":
                copy["host"] = host
            text = self.written(below, copy)
            if below.endswith(".md"):
                front = f"---\n{text}\n---\n"
                forms = body(below, lambda name, below=below: said.get((below, name), own_words(name)))
                for number, (name, _) in enumerate(forms, front.count("\n") + 1):
                    self.lines[f"content/{below}", number] = (below, name)
                text = front + "".join(re.sub("[\r\n]", " ", line) + "\n" for _, line in forms)
            write(f"{self.path}/content/{below}", text.encode("utf-8", "surrogatepass"))
        for below, data in FILES.items():
            write(f"{self.path}/content/{below}", data)
        if not os.path.exists(f"{self.path}/themes"):
            os.symlink(f"{ROOT}/themes", f"{self.path}/themes")

    def written(self, below, copy):
        """JSON is YAML; a value a line, and libyaml wants no pairs of surrogates."""
        text = json.dumps(copy, indent=0, ensure_ascii=False)
        text = re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m.group()):04x}", text)
        offset = 2 if below.endswith(".md") else 1
        ways = iter(leaves(copy))
        for number, line in enumerate(text.split("\n")):
            if re.match(r'("(?:[^"\\]|\\.)*": )?"(?:[^"\\]|\\.)*",?$', line):
                self.lines[f"content/{below}", number + offset] = (below, next(ways))
        return text


def own_words(name):
    """What stands in a place of Markdown that is not tried."""
    return {"link": "/roles/", "pointed link": "/roles/", "autolink": "words", "definition": "/roles/", "picture place": "pic.png",
            "citation": "study", "figure": "risk clerk", "html": "words"}.get(name, HARMLESS)


def word(place):
    """Harmless, and no other place's."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    number = PLACES.index(place)
    return f"{HARMLESS} {letters[number // 26]}{letters[number % 26]}"


def all_places():
    for below, document in DOCUMENTS.items():
        for way in leaves(document["value"]):
            yield below, way
        if below.endswith(".md"):
            for name, _ in body(below, lambda name: HARMLESS):
                if name:
                    yield below, name


PLACES = list(all_places())


def make(path, said, host):
    """Builds; places that are refused go back to their own words. What was refused, and what could not be blamed."""
    site, refused = Site(path), {}
    for _ in range(80):
        left = {place: text for place, text in said.items() if place not in refused}
        site.write(left, host)
        done = build(path)
        if done.returncode == 0:
            return refused, ""
        if done.returncode != 1:
            return refused, f"status {done.returncode}: {done.stderr[-2000:]}"
        before = len(refused)
        for file, line, told in re.findall(r"^(content/\S+?):(\d+):\d+: error: (.*)$", done.stderr, re.M):
            near = [site.lines.get((file, int(line) - above)) for above in range(4 if file.endswith(".md") else 1)]
            place = next((each for each in near if each in left), None)
            if place:
                refused[place] = told
        if len(refused) == before:
            return refused, "\n".join(line for line in done.stderr.split("\n") if ": error: " in line) or done.stderr
    return refused, "it never builds"


def scheme_is_safe(url):
    """As browsers read an address."""
    url = re.sub("[\t\r\n]", "", url.strip("".join(map(chr, range(33))))).lower()
    return not re.match(r"[a-z][a-z0-9+.\-]*:", url) or url.startswith(SCHEMES)


def skeleton(text, wrong):
    """Elements with the names of their attributes, but for what Markdown makes of a text."""
    out = []

    def walk(node, depth):
        tag = node.tag if isinstance(node.tag, str) else "<!-- -->"
        names = sorted(str(name) for name in node.attrib)
        for name, value in node.attrib.items():
            plain = str(name).split("}")[-1].lower()
            if plain in URLS and not scheme_is_safe(value):
                wrong.append(f"{tag} {plain}={value!r}")
            if plain.startswith("on") or plain == "srcdoc":
                wrong.append(f"{tag} {plain}={value!r}")
        is_link = tag == "a" and set(names) <= {"href", "title"}
        if tag not in MADE_OF_MARKDOWN and not is_link:
            out.append((depth, tag, tuple(names)))
        if tag == "script" and node.attrib.get("type") == "application/ld+json":
            out.append(("json", shape(json.loads(node.text))))
        elif tag == "script" and (node.text or "").strip() and "src" not in node.attrib and "type" not in node.attrib:
            wrong.append(f"a script of its own: {node.text[:80]!r}")
        for child in node:
            walk(child, depth + (tag not in MADE_OF_MARKDOWN and not is_link))

    walk(html5lib.parse(text, namespaceHTMLElements=False), 0)
    return out


def shape(value):
    if isinstance(value, dict):
        return tuple((key, shape(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(shape(inner) for inner in value)
    return type(value).__name__


def elements(text):
    return [(each.tag, tuple(sorted(each.attrib))) for each in xml.etree.ElementTree.fromstring(text).iter()]


def what(path):
    """What of a file must be the same in both sites, and what is wrong with it whatever the other holds."""
    wrong = []
    with open(path, "rb") as file:
        data = file.read()
    name = os.path.basename(path)
    if name.endswith((".png", ".br", ".gz", ".ico", ".pdf")):
        return None, wrong
    try:
        text = data.decode()
        if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
            wrong.append("a control character")
        if name.endswith(".html"):
            return skeleton(text, wrong), wrong
        if name.endswith(".json"):
            return shape(json.loads(text)), wrong
        if name.endswith((".xml", ".svg")):
            return elements(data), wrong
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(text)))
            wrong += [f"a formula: {cell!r}" for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?![0-9.]+$)", cell)]
            return [len(row) for row in rows], wrong
        return text.count("\n"), wrong
    except Exception as error:  # whatever a parser says
        return None, [f"{type(error).__name__}: {error}"]


def outputs(path):
    found = [f"{base}/{name}" for base, _, names in os.walk(f"{path}/public") for name in names if ".rolecast-" not in f"{base}/{name}"]
    found = sorted(os.path.relpath(each, path) for each in found if not os.path.relpath(each, f"{path}/public").startswith("files/"))
    with ProcessPoolExecutor() as pool:
        names = [re.sub(r"kind-words[a-z0-9-]*", "kind-words", each) for each in found]  # of editions
        return dict(zip(names, pool.map(what, [f"{path}/{each}" for each in found], chunksize=8)))


def differences(mine, twin, is_strict):
    """What the hostile site has that the harmless one does not; with Markdown of all kinds in it, which elements there
    are at all."""
    known = {each[1:] for path, (seen, _) in twin.items() if path.endswith(".html") and seen for each in seen if each[0] != "json"}
    for path, (seen, wrong) in mine.items():
        for each in wrong:
            yield f"{path}: {each}"
        if path not in twin:
            if is_strict:
                yield f"{path}: only in the hostile site"
        elif not is_strict:
            here = {each[1:] for each in seen or () if each[0] != "json"} if path.endswith(".html") else set()
            for each in here - known:
                yield f"{path}: {each} stands on no page of the harmless site"
        elif seen != twin[path][0]:
            other = twin[path][0]
            number = next((i for i, (a, b) in enumerate(zip(seen, other)) if a != b), None) if isinstance(seen, (list, tuple)) else None
            yield f"{path}: {seen if number is None else seen[number]} for {other if number is None else other[number]} at {number}"
    for path in twin.keys() - mine.keys() if is_strict else ():
        yield f"{path}: only in the harmless site"


def check_schemas(tap):
    """Each key of each schema stands somewhere in the documents, so that what is new is met."""
    missing = []
    for name in sorted({document["schema"] for document in DOCUMENTS.values()}):
        schema = json.loads(subprocess.run([BINARY, "schema", name], capture_output=True, text=True, check=True).stdout)
        keys = set(schema.get("properties", {}))
        for inner in schema["$defs"].values():
            keys |= set(inner.get("properties", {}))
        used = set()

        def gather(value, used=used):
            if isinstance(value, dict):
                used |= set(value)
            for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
                gather(inner)

        for document in DOCUMENTS.values():
            gather(document["value"])
        missing += [f"{name}: {key}" for key in keys - used]
    tap.ok(not missing, "every key of every schema is among what is tried", missing)


def is_of_others(place, number):
    """Whether it is the name of a task that keeps its own words in this strict round: roles whose tasks have words in common
    are set beside each other, so one role alone may draw some."""
    below, way = place
    of = ("roles/clerk.md", "roles/typist.md", "roles/usher/tasks.yaml")
    return below in of and way[-1] == "task" and below != of[number // 2 % len(of)]


def check_round(tap, number, host, tally):
    """In even rounds each text is hostile from its first letter, Markdown's too; in odd ones what YAML holds, behind a word,
    so that nothing else than the text may differ."""
    drawn, is_strict = strings(number // 2), bool(number % 2)
    order = random.Random(f"{SEED}-{number}-places")
    places = [place for place in PLACES if not (is_strict and (isinstance(place[1], str) or is_of_others(place, number)))]
    start = order.randrange(len(drawn))
    said = {place: drawn[(start + i) % len(drawn)] for i, place in enumerate(places)}
    if is_strict:
        said = {place: f"{word(place)} {text.replace('[@study]', '')}" for place, text in said.items()}
    if number == 1:  # all that gets out of texts and attributes, in every place
        said = {place: text for place, text in attack().items() if place in said}
    name = f"round {number}, {host}"
    with folder() as mine, folder() as twin:
        refused, why = make(mine, said, host)
        tap.ok(not why, f"{name}: {len(refused)} of {len(said)} texts are refused, each at its place", why)
        if why:
            return
        harmless = {place: word(place) if isinstance(place[1], tuple) else own_words(place[1]) for place in said if place not in refused}
        not_taken, why = make(twin, harmless, host)
        found = [why] if why else list(differences(outputs(mine), outputs(twin), is_strict))
        if not_taken and is_strict:
            found.append(f"harmless words are refused: {not_taken}")
        tap.ok(not found, f"{name}: the others are inert", "\n".join(found[:12]))
        tally[0] += len(said)
        tally[1] += len(refused)


def check_csv(tap):
    """What a spreadsheet would take for a formula has an apostrophe in front; all else is as it was written."""
    with folder() as site:
        said = {("roles/clerk.md", ("title",)): "=1+1, \"quoted\"", ("roles/typist.md", ("tasks", 0, "task")): "=HYPERLINK(1)",
                ("roles/typist.md", ("tasks", 1, "task")): "Ask \"back\", now"}
        refused, why = make(site, said, "nginx")
        rows = list(csv.reader(io.StringIO(open(f"{site}/public/api/v1/tasks.csv", encoding="utf-8").read())))
        cells = {cell for row in rows for cell in row}
        tap.ok(not refused and not why and "'=HYPERLINK(1)" in cells and "Ask \"back\", now" in cells,
               "formulas are none, other cells are as they were written", (refused, why))


def check_new(tap):
    """What is filled into a draft comes back as it was given."""
    with folder() as site:
        Site(site).write({}, "nginx")
        wrong, taken = [], 0
        for number, text in enumerate(each for each in ATOMS if "\0" not in each):
            title = f"Job {text} end"
            done = subprocess.run([BINARY, "-C", site, "new", "role", title, "--one-file", "--slug", f"new-{number}", "--category", "office"],
                                  capture_output=True, text=True, check=False)
            if done.returncode == 2 or done.returncode == 1:
                continue
            taken += 1
            shown = subprocess.run([BINARY, "-C", site, "--drafts", "show", f"/roles/new-{number}/"], capture_output=True, text=True, check=False)
            if done.returncode or shown.returncode:
                wrong.append(f"{title!r}: {done.stderr}{shown.stderr[:400]}")
            os.remove(f"{site}/content/roles/new-{number}.md")
        tap.ok(not wrong and taken > 50, f"{taken} titles are taken by `new role` and load again", "\n".join(wrong[:6]))


def check_import(tap):
    with folder() as site:
        Site(site).write({}, "nginx")
        rows = io.StringIO()
        table = csv.writer(rows)
        table.writerow(["title", "task", "rating"])
        kept = [text for text in ATOMS if not re.search("[\0-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe]", text) and re.search("[A-Za-z]{3}", text)]
        for number, text in enumerate(kept):
            table.writerow([f"Import {number} {text}", f"Task {text}", "50"])
        write(f"{site}/content/sources.yaml", "study: {title: T, publisher: P, url: 'https://t.example/', published: 2026}\nolder:\n"
              "  {title: T, publisher: P, url: 'https://t.example/', published: 2026}\n")
        write(f"{site}/rows.csv", rows.getvalue())
        write(f"{site}/map.yaml", "title: T\nsources: {t: {title: T, publisher: P, url: 'https://t.example/', published: 2026}}\n"
              "columns: {role: title, task: task, exposure: rating}\nseparator: comma\n")
        done = subprocess.run([BINARY, "-C", site, "import", f"{site}/rows.csv", "--map", f"{site}/map.yaml", "--category", "office"],
                              capture_output=True, text=True, check=False)
        loaded = subprocess.run([BINARY, "-C", site, "score", "--json"], capture_output=True, text=True, check=False)
        roles = {row["role"] for row in json.loads(loaded.stdout)} if loaded.returncode == 0 else set()
        built = build(site)
        names = set()
        if built.returncode == 0:
            with open(f"{site}/public/api/v1/roles.json", encoding="utf-8") as file:
                names = set(re.findall(r'Import \d+ (?:[^"\\]|\\.)*', file.read()))
        tap.ok(done.returncode == 0 and len([each for each in roles if each.startswith("import-")]) == len(kept) == len(names),
               f"{len(kept)} imported rows load again", f"{done.stderr[-1500:]}\n{loaded.stderr[-1500:]}\n{built.stderr[-800:]}\n{len(roles)} {len(names)}")


def attack():
    """A site for the browser: in each place all that would run."""
    said = {place: f"{word(place)}\"'><script>__hit(1)</script><img src=x onerror=__hit(2)>" for place in PLACES}
    for i, place in enumerate(PLACES):
        if isinstance(place[1], str):
            said[place] = ["javascript:__hit(3)", "x' onmouseover='__hit(4)", "\" onfocus=\"__hit(5)\" autofocus=\"", "<svg/onload=__hit(6)>",
                           "data:text/html,<script>__hit(7)</script>"][i % 5]
    return said


def main():
    if len(sys.argv) > 2:  # a folder to make such a site in
        _, why = make(sys.argv[2], attack(), "nginx")
        sys.exit(why or 0)
    tap, tally = Tap(), [0, 0]
    check_schemas(tap)
    hosts = ["netlify", "nginx", "apache", "storage", "cloudflare-pages", "github-pages", "gitlab-pages"]
    for number in range(ROUNDS):
        check_round(tap, number, hosts[number % len(hosts)], tally)
    check_csv(tap)
    check_new(tap)
    check_import(tap)
    print(f"# {tally[0]} texts tried, {tally[1]} refused")
    tap.end()


if __name__ == "__main__":
    main()
