#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`rolecast new`: what it writes is complete as it is, nothing is ever overwritten, and the installed program needs no
checkout."""
import json
import os
import re
import resource
import shutil
import signal
import subprocess

from helpers import BINARY, ROOT, Tap, folder, picture

# A build folder outside the checkout finds no themes by itself.
THEMES = {} if os.path.dirname(os.path.dirname(BINARY)) == ROOT else {"ROLECAST_THEMES": f"{ROOT}/themes"}
PLAIN = {key: value for key, value in os.environ.items() if key not in ("ROLECAST_THEMES", "SOURCE_DATE_EPOCH")}


def run(site, *words, binary=BINARY, environment=None, setup=None):
    return subprocess.run([binary, "-C", site, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
                          env={**PLAIN, **(THEMES if environment is None else environment)}, preexec_fn=setup)


def new(site, *words, **more):
    return run(site, "new", "--as-of", "2026-11-21", *words, **more)


def check(site, *words, **more):
    return run(site, "check", "--strict", "--as-of", "2026-11-21", *words, **more)


def build(site, *words, **more):
    return run(site, "build", "--no-cards", "--as-of", "2026-11-21", *words, **more)


def read(path, mode="r"):
    with open(path, mode, encoding=None if mode == "rb" else "utf-8") as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def edit(path, before, after):
    text = read(path)
    assert before in text, (path, before)
    write(path, text.replace(before, after))


def everything(site):
    """All that is there, empty folders, links and hidden files too."""
    seen = {}
    for base, folders, names in os.walk(site):
        for name in folders + names:
            path = os.path.join(base, name)
            is_file = os.path.isfile(path) and not os.path.islink(path)
            seen[os.path.relpath(path, site)] = read(path, "rb") if is_file else os.readlink(path) if os.path.islink(path) else None
    return seen


def written(done, site):
    return all(os.path.exists(f"{site}/{line}") for line in done.stdout.splitlines()) and bool(done.stdout)


def clean(site, *words):
    done = check(site, *words)
    return done.returncode == 0 and "warning" not in done.stderr, done.stderr


def uncommented(text):
    """Examples stand behind a bare #, what is said of them behind # and a blank."""
    return re.sub(r"^#(?=[a-z_-]+:|  )", "", text, flags=re.MULTILINE)


tap = Tap()

with folder() as base:
    site = f"{base}/my jobs"
    done = new(base, "site", "my jobs")
    tap.ok(done.returncode == 0 and written(done, base), "a site", done.stderr)
    tap.ok("cd '" in done.stderr, "what to do next can be pasted into a shell", done.stderr)
    tap.ok(*clean(site)[:1], "it has no problem", clean(site)[1])
    done = build(site)
    tap.ok(done.returncode == 0 and "warning" not in done.stderr, "it builds", done.stderr)
    pages = {name for name in picture(f"{site}/public") if name.endswith(".html")}
    tap.ok({"index.html", "about/index.html", "methodology/index.html", "roles/example-clerk/index.html"} <= pages,
           "it has its pages", pages)
    before = everything(site)
    done = new(base, "site", "my jobs")
    tap.ok(done.returncode == 1 and "[not-empty]" in done.stderr and everything(site) == before, "a second one is refused", done.stderr)

    for words, path in ((["role", "Court Reporter"], "roles/court-reporter/index.md"),
                        (["role", "Sea Pilot", "--one-file", "--category", "trades"], "roles/sea-pilot.md"),
                        (["article", "What happened: a report"], "articles/what-happened-a-report.md"),
                        (["page", "Privacy"], "pages/privacy.md")):
        done = new(site, *words)
        tap.ok(done.returncode == 0 and written(done, site) and f"content/{path}" in done.stdout, " ".join(words), done.stderr)
        tap.ok(*clean(site)[:1], "as a draft it has no problem", clean(site)[1])
        tap.ok(*clean(site, "--drafts")[:1], "as a page neither", clean(site, "--drafts")[1])
        before = everything(site)
        for again in (words, words + ["--slug", "another"]):
            done = new(site, *again)
            tap.ok(done.returncode == 1 and "[already-there]" in done.stderr and everything(site) == before,
                   "a second one is refused, by its address and by its title", done.stderr)
    build(site)
    tap.ok(not os.path.exists(f"{site}/public/roles/sea-pilot") and not os.path.exists(f"{site}/public/privacy"), "drafts stay out")
    build(site, "--drafts")
    shown = [read(f"{site}/public/{page}/index.html").count("TODO:") > 2 for page in
             ("roles/court-reporter", "roles/sea-pilot", "articles/what-happened-a-report", "privacy")]
    tap.ok(all(shown), "--drafts shows them with their questions", shown)
    shapes = [read(f"{site}/content/roles/{name}") for name in ("court-reporter/tasks.yaml", "sea-pilot.md")]
    week = [line for line in shapes[0].splitlines()[1:] if line.strip()]
    tap.ok(len(week) > 20 and "".join(f"  {line}\n" for line in week) in shapes[1], "both shapes of a role ask the same of its week", shapes)

    for path in ("roles/court-reporter/index.md", "roles/sea-pilot.md", "articles/what-happened-a-report.md", "pages/privacy.md"):
        edit(f"{site}/content/{path}", "draft: true", "draft: false")
        done = check(site, "--json")
        stands = f"content/{os.path.dirname(path)}" if path.endswith("index.md") else f"content/{path}"
        left = sum(read(f"{site}/{name}").count("TODO:") for name in everything(site)
                   if name.startswith(stands) and name.endswith((".md", ".yaml")))
        told = [problem for problem in json.loads(done.stdout) if problem["id"] == "unfinished"]
        tap.ok(done.returncode == 1 and 0 < left == len(told), f"{path}: it cannot be published before each TODO is gone",
               (left, len(told), done.stdout))
        edit(f"{site}/content/{path}", "draft: false", "draft: true")

    write(f"{site}/content/sources.yaml", uncommented(read(f"{site}/content/sources.yaml")))
    for path in ("roles/court-reporter/index.md", "roles/sea-pilot.md", "articles/what-happened-a-report.md", "pages/privacy.md"):
        write(f"{site}/content/{path}", uncommented(read(f"{site}/content/{path}")))
        tap.ok(*clean(site, "--drafts")[:1], f"{path}: what stands there as an example is right too", clean(site, "--drafts")[1])
    tap.ok(all(word in read(f"{site}/content/roles/sea-pilot.md") for word in ("\npay:", "\nsteps:", "\ninterview:")), "it was taken out of its comment")

    done = new(site, "theme", "house")
    line = re.search(r"^ *(theme: .*)$", done.stderr, re.MULTILINE)
    tap.ok(done.returncode == 0 and written(done, site) and line, "a theme", done.stderr)
    edit(f"{site}/content/site.yaml", "theme: [default]", line.group(1))
    tap.ok(*clean(site, "--drafts")[:1], "it has no problem", clean(site, "--drafts")[1])
    build(site, "--drafts")
    pages = {path: read(f"{site}/public/{path}") for path in picture(f"{site}/public") if path.endswith(".html")}
    tap.ok(all(re.search(r'<link rel="stylesheet" href="/assets/css/house\.\w+\.css">', page) for page in pages.values()), "it is on every page")
    write(f"{site}/themes/house/strings/en.yaml", uncommented(read(f"{site}/themes/house/strings/en.yaml")).replace("Will AI replace", "Does AI replace"))
    tap.ok(*clean(site)[:1], "its words can be taken out of their comment", clean(site)[1])
    build(site)
    tap.ok("Does AI replace" in read(f"{site}/public/roles/example-clerk/index.html"), "and are printed")
    done = new(site, "theme", "second")
    tap.ok("theme: [second, house, default]" in done.stderr, "the next one goes before it", done.stderr)
    edit(f"{site}/content/site.yaml", "theme: [house, default]", "theme: [second, house, default]")
    tap.ok(*clean(site)[:1], "and has no problem", clean(site)[1])
    build(site)
    sheets = re.findall(r'href="/assets/css/(\w+)\.', read(f"{site}/public/index.html"))
    tap.ok(sheets == ["site", "house", "second"], "each has its style sheet, the first theme's last", sheets)
    own, default = read(f"{site}/themes/house/assets/css/house.css"), read(f"{ROOT}/themes/default/assets/css/site.css")
    tokens = re.findall(r"(--[a-z]+): ([^;]+);", own)
    tap.ok(len(tokens) > 12 and all(f"{name}: {value};" in default for name, value in tokens), "its values are those of the default theme",
           [token for token in tokens if f"{token[0]}: {token[1]};" not in default])

# Titles
with folder() as base:
    new(base, "site")
    for number, title in enumerate(('He said "yes" \\ no', "C: the drive", "#hash", "- dash", "-x", "null", "yes", "{{x}} {{{y}}}", "<b> & 'c'", "UX/UI Designer",
                                    "Nurse 👩‍⚕️", "看護師", "Écrivain", "1e3", "[a, b]", "? what: why", "@at `tick` %", "'quoted'", "a" * 300,
                                    "ends: ", "# [=risk] [@id] *bold*")):
        for kind in ("role", "article", "page"):
            done = new(base, kind, "--slug", f"t{number}-{kind}", "--", title)
            place = {"role": "roles/", "article": "articles/", "page": ""}[kind]
            seen = run(base, "show", f"/{place}t{number}-{kind}/", "--json", "--drafts", "--as-of", "2026-11-21") if kind != "page" else None
            record = json.loads(seen.stdout)[kind]["title"] if seen and seen.returncode == 0 else None
            tap.ok(done.returncode == 0 and (kind == "page" or record == title.strip()), f"{kind} {title[:30]!r}", done.stderr + (seen.stderr if seen else ""))
    # Titles are alike and one is as long as may be, which check tells; nothing worse is.
    told = set(re.findall(r"\[([a-z-]+)\]$", clean(base, "--drafts")[1], re.M))
    tap.ok(told == {"same-title", "same-description", "long-title", "long-description"}, "all are told of no more than that", told)
    before = everything(base)
    for title in ("", "  ", "/", "!?", "看護師", "👩‍⚕️", "x" * 300, "two\nlines", "a\tb", "del\x7f", "c1\x85", "line\u2028end", "mark\ufeff", "no\uffff", b"bad\xff"):
        for kind in ("role", "article", "page", "theme"):
            done = subprocess.run([BINARY, "-C", base, "new", kind, "--", title], capture_output=True, check=False, env={**PLAIN, **THEMES})
            tap.ok(done.returncode == 2 and b"hint: " in done.stderr and not done.stdout, f"{kind} {title[:20]!r} is refused", done.stderr)
    for words in (["theme", "../up"], ["theme", ".hidden"], ["theme", "default"], ["role", "X", "--slug", "A b"], ["role", "X", "--slug", "../x"], ["rule", "X"],
                  ["role"], ["theme"], ["article", "X", "--category", "office"], ["site", "x", "--slug", "y"]):
        done = new(base, *words)
        tap.ok(done.returncode == 2 and "hint: " in done.stderr, f"{' '.join(words)} is refused", done.stderr)
    tap.ok(everything(base) == before, "and nothing was written")

# What is there stays, whatever its shape
with folder() as base:
    new(base, "site")
    write(f"{base}/content/roles/one.md", read(f"{ROOT}/tests/golden/_base/small/content/roles/clerk.md"))
    os.makedirs(f"{base}/content/roles/empty")
    write(f"{base}/content/articles/there.md", "not even front matter\n")
    os.makedirs(f"{base}/themes/there")
    os.symlink("nowhere", f"{base}/content/pages/dangling.md")
    before = everything(base)
    for words in (["role", "One"], ["role", "One", "--one-file"], ["role", "Empty"], ["role", "Empty", "--one-file"], ["article", "There"],
                  ["theme", "there"], ["page", "Dangling"], ["page", "Roles"], ["page", "Scan"], ["page", "About"]):
        done = new(base, *words)
        tap.ok(done.returncode == 1 and "[already-there]" in done.stderr and "nothing was written" in done.stderr, f"{' '.join(words)}: something is there", done.stderr)
    tap.ok(everything(base) == before and os.readlink(f"{base}/content/pages/dangling.md") == "nowhere", "and stays as it was")
    done = new(base, "role", "Fine")
    tap.ok(done.returncode == 0, "a mistake elsewhere does not stand in the way", done.stderr)

# All or nothing
with folder() as base:
    new(base, "site")

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))

    before = everything(base)
    for words in (["role", "Nurse"], ["role", "Nurse", "--one-file"], ["article", "Nurse"], ["theme", "nurse"]):
        done = new(base, *words, setup=no_room)
        tap.ok(done.returncode == 3 and "[write-failed]" in done.stderr and everything(base) == before, f"{' '.join(words)}: no room, nothing left behind", done.stderr)
    done = new(base, "site", "deep/below", setup=no_room)
    tap.ok(done.returncode == 3 and not os.path.exists(f"{base}/deep/below"), "a site: no room, no folder", done.stderr)
    write(f"{base}/themes", "a file\n")
    done = new(base, "theme", "house")
    tap.ok(done.returncode == 3 and read(f"{base}/themes") == "a file\n", "a file where a folder should be", done.stderr)
    several = [subprocess.Popen([BINARY, "-C", base, "new", "role", "Nurse"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**PLAIN, **THEMES}) for _ in range(8)]
    ends = [(process.communicate(), process.returncode) for process in several]
    tap.ok(sorted(status for _, status in ends) == [0] + [1] * 7, "of eight at once one writes", ends)
    tap.ok(*clean(base, "--drafts")[:1], "and all that it wrote is there", clean(base, "--drafts")[1])
    tap.ok(not [name for name in everything(base) if ".rolecast-new" in name], "no hidden file is left")

# Folders for a site
with folder() as base:
    os.makedirs(f"{base}/git/.git")
    write(f"{base}/git/.gitignore", "mine\n")
    done = new(f"{base}/git", "site")
    tap.ok(done.returncode == 0 and read(f"{base}/git/.gitignore") == "mine\n" and ".gitignore was there" in done.stderr
           and ".gitignore" not in done.stdout.splitlines(), "hidden files may be there, and stay", done.stderr)
    done = new(base, "site", f"{base}/a/b/")
    tap.ok(done.returncode == 0 and check(f"{base}/a/b").returncode == 0, "folders are made", done.stderr)
    write(f"{base}/file", "x")
    done = new(base, "site", "file")
    tap.ok(done.returncode == 1 and read(f"{base}/file") == "x", "a file is no folder", done.stderr)
    done = new(base, "site", "quiet", "--quiet")
    tap.ok(done.returncode == 0 and not done.stderr and written(done, base), "--quiet leaves the paths", done.stderr)

# Other levels, another language, no theme in site.yaml
with folder() as base:
    write(f"{base}/content/site.yaml", "title: Berufe\nbase_url: https://example.org/berufe\nlanguage: de\ncategories: [{id: amt, title: Amt}]\n"
          "levels:\n  - {id: neu, label: Neu, tilt: -10}\n  - {id: alt, label: Alt, baseline: true}\n")
    for words in (["role", "Schreiber"], ["role", "Bote", "--one-file"], ["article", "Neues"], ["page", "Impressum"], ["theme", "haus"]):
        done = new(base, *words)
        tap.ok(done.returncode == 0, " ".join(words), done.stderr)
    tap.ok("{neu: 16, alt: 16}" in read(f"{base}/content/roles/schreiber/tasks.yaml") and "level: alt" in read(f"{base}/content/roles/bote.md"), "levels are those of the site")
    tap.ok("category: amt\n" in read(f"{base}/content/roles/bote.md"), "and so is the one category")
    tap.ok(os.path.exists(f"{base}/themes/haus/strings/de.yaml"), "and the language")
    write(f"{base}/content/site.yaml", read(f"{base}/content/site.yaml") + "theme: [haus, default]\n")
    tap.ok(*clean(base, "--drafts")[:1], "all have no problem", clean(base, "--drafts")[1])

# Schemas for editors
with folder() as base:
    new(base, "site")
    new(base, "role", "Nurse")
    lines = {path: read(f"{base}/{path}").split("\n")[0] for path in picture(f"{base}") if path.startswith("content/") and path.endswith(".yaml")}
    named = {path: re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line) for path, line in lines.items()}
    tap.ok(len(named) == 8 and all(named.values()), "each YAML file names its schema", lines)
    for path, line in named.items():
        schema, kind = os.path.join(base, os.path.dirname(path), line.group(1)), os.path.basename(path).split(".")[0]
        tap.ok(os.path.exists(schema) and read(schema) == run(base, "schema", kind).stdout, f"{path}: it is there, and what `rolecast schema` says")
    write(f"{base}/.rolecast/schema/tasks.json", "{}\n")
    os.remove(f"{base}/.rolecast/schema/site.json")
    build(base)
    tap.ok(all(read(f"{base}/.rolecast/schema/{name}.json") == run(base, "schema", name).stdout for name in ("tasks", "site")), "a build brings them up to date")
    shutil.rmtree(f"{base}/.rolecast")
    build(base)
    tap.ok(not os.path.exists(f"{base}/.rolecast"), "a site without them gets none from a build")
    new(base, "role", "Porter")
    tap.ok(os.path.exists(f"{base}/.rolecast/schema/tasks.json"), "but from `new role`")
    with folder() as victim:
        for name, target in ((".rolecast", "schema/site.json"), (".rolecast/schema", "site.json")):
            shutil.rmtree(f"{base}/.rolecast")
            os.makedirs(os.path.dirname(f"{base}/{name}"), exist_ok=True)
            write(f"{victim}/{target}", "{}\n")
            before = picture(victim)
            os.symlink(victim, f"{base}/{name}")
            done = new(base, "role", f"Page {len(name)}")
            tap.ok(build(base).returncode == 0 and done.returncode == 3 and "[write-failed]" in done.stderr and picture(victim) == before,
                   f"where {name} is a link nothing is written through it", done.stderr)
            os.remove(f"{base}/{name}")
            os.makedirs(f"{base}/.rolecast", exist_ok=True)

# Installed, and away from the checkout; not where what runs is a stand-in beside no build, as under valgrind.
meson = shutil.which("meson")
if meson and os.path.exists(f"{os.path.dirname(BINARY)}/build.ninja"):
    with folder() as base:
        done = subprocess.run([meson, "install", "-C", os.path.dirname(BINARY), "--no-rebuild", "--destdir", f"{base}/stage"], capture_output=True, text=True, check=False)
        staged = [os.path.join(top, "rolecast") for top, _, names in os.walk(f"{base}/stage") if "rolecast" in names and os.path.basename(top) == "bin"]
        tap.ok(done.returncode == 0 and len(staged) == 1, "it installs", done.stdout + done.stderr)
        prefix = f"{base}/moved"
        os.rename(os.path.dirname(os.path.dirname(staged[0])), prefix)
        binary, bare, installed = f"{prefix}/bin/rolecast", {}, f"{prefix}/share/rolecast/themes"
        os.symlink(binary, f"{base}/rolecast")
        site = f"{base}/site"
        tap.ok(new(base, "site", "site", binary=binary, environment=bare).returncode == 0, "the installed program makes a site")
        done = build(site, binary=f"{base}/rolecast", environment=bare)
        tap.ok(done.returncode == 0, "and builds it, through a symbolic link too", done.stderr)
        first = picture(f"{site}/public")
        build(site, "-o", "again")
        tap.ok(first == picture(f"{site}/again"), "as the checkout does")
        tap.ok("0 changed" in build(site, binary=binary, environment=bare).stderr, "built again, nothing is to do")
        edit(f"{installed}/default/strings/en.yaml", "  menu_roles: Professions", "  menu_roles: Callings")
        done = build(site, binary=binary, environment=bare)
        tap.ok(" 0 changed" not in done.stderr and "Callings" in read(f"{site}/public/index.html"), "a change of the installed theme is seen", done.stderr)
        shutil.copytree(installed, f"{base}/themes")
        edit(f"{base}/themes/default/strings/en.yaml", "Callings", "Crafts")
        build(site, binary=binary, environment={"ROLECAST_THEMES": f"{base}/themes"})
        tap.ok("Crafts" in read(f"{site}/public/index.html"), "ROLECAST_THEMES names another folder of themes")
        shutil.copytree(f"{base}/themes/default", f"{site}/themes/default")
        edit(f"{site}/themes/default/strings/en.yaml", "Crafts", "Trades of ours")
        build(site, binary=binary, environment=bare)
        tap.ok("Trades of ours" in read(f"{site}/public/index.html"), "the site's own theme counts first")
        shutil.rmtree(f"{site}/themes")
        edit(f"{installed}/default/templates/missing.mustache", "{{", "{{#nothing}}{{")
        done = check(site, binary=binary, environment=bare)
        path = re.search(r"^(/.*missing\.mustache):\d+:\d+: error", done.stderr, re.MULTILINE)
        tap.ok(done.returncode == 1 and path and os.path.samefile(path.group(1), f"{installed}/default/templates/missing.mustache"),
               "a mistake in an installed theme is told with a path that opens", done.stderr)
        shutil.rmtree(installed)
        done = check(site, binary=binary, environment=bare)
        tap.ok(done.returncode == 1 and "[unknown-theme]" in done.stderr and "ROLECAST_THEMES" in done.stderr, "without its themes it says so", done.stderr)

# What each recipe must do, besides installing, checking and building.
RECIPES = {
    "github-pages": (".github/workflows/publish.yml", ["include-hidden-files: true", "rm -rf public/.rolecast-*", "actions/deploy-pages@"]),
    "gitlab-pages": (".gitlab-ci.yml", ["pages:", "rm -rf public/.rolecast-*", "- public"]),
    "netlify": (".github/workflows/publish.yml", ["netlify-cli@", "--no-build --dir public", "secrets.NETLIFY_AUTH_TOKEN"]),
    "cloudflare-pages": (".github/workflows/publish.yml", ["pages deploy public", "secrets.CLOUDFLARE_API_TOKEN"]),
    "nginx": (".github/workflows/publish.yml", ["secrets.SSH_KEY", "rolecast deploy live", "--precompress"]),
    "apache": (".github/workflows/publish.yml", ["secrets.SSH_KEY", "rolecast deploy live", "--precompress"]),
    "storage": (".github/workflows/publish.yml", ["RCLONE_CONFIG_STORE_TYPE", "rolecast deploy live"]),
}
help_text = run(".", "help", "new").stdout
for host, (path, steps) in RECIPES.items():
    with folder() as base:
        done = new(base, "site", "jobs", "--for", host)
        recipe, site_yaml = read(f"{base}/jobs/{path}"), read(f"{base}/jobs/content/site.yaml")
        wanted = ["sh .ci/install-rolecast", "rolecast check", "rolecast build", "ROLECAST_SOURCE", *steps]
        tap.ok(not [step for step in wanted if step not in recipe] and host in help_text, f"{host}: its recipe holds its steps", recipe)
        left = re.sub(r"\$\{\{ [\w.]+ \}\}", "", recipe)
        tap.ok(not [tag for tag in ("{{", "}}", "<%", "%>") if tag in left], f"{host}: no tag is left", recipe)
        tap.ok(f"\nhost: {host}\n" in site_yaml and check(f"{base}/jobs").returncode == 0, f"{host}: site.yaml names it and is valid")
        mode = subprocess.run(["sh", "-n", f"{base}/jobs/.ci/install-rolecast"], capture_output=True, text=True, check=False)
        tap.ok(mode.returncode == 0, f"{host}: a shell reads the script that installs", mode.stderr)
        before = everything(f"{base}/jobs")
        done = new(f"{base}/jobs", "recipe", host)
        tap.ok(done.returncode == 1 and "[already-there]" in done.stderr and everything(f"{base}/jobs") == before, f"{host}: a recipe that is there stays", done.stderr)
        os.remove(f"{base}/jobs/{path}")
        done = new(f"{base}/jobs", "recipe", host)
        tap.ok(done.returncode == 0 and done.stdout == f"{path}\n" and read(f"{base}/jobs/{path}") == recipe and f"host: {host}" in done.stderr,
               f"{host}: `new recipe` writes the same", done.stdout + done.stderr)
tap.end()
