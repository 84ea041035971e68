#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`meson install`: every file lands in its place, readable by all and writable by its owner; none names the folder it
was made in; manual pages render, and the shells load their completions."""
import json
import os
import re
import shutil
import stat
import subprocess

from helpers import BINARY, ROOT, Tap, folder, make_site

BUILD = os.path.dirname(BINARY)
MODULE = "rolecast-cards.so"  # what draws share cards, where it is a part of its own
PAGES = ("man1/rolecast.1", "man5/rolecast-content.5", "man5/rolecast-templates.5")
SHELLS = {"bash": ("bash-completion/completions", "rolecast"), "zsh": ("zsh/site-functions", "_rolecast"), "fish": ("fish/vendor_completions.d", "rolecast.fish")}


def ask(*words, **environment):
    return subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env={**os.environ, **environment})


def files(top):
    return {os.path.relpath(os.path.join(base, name), top) for base, _, names in os.walk(top) for name in names}


def install(into, *words):
    done = subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", into, *words], capture_output=True, text=True,
                          check=False, umask=0)
    return done.returncode == 0, done.stdout + done.stderr


def setup(build, *words):
    """A build folder of the same source, and where it would install what."""
    done = ask("meson", "setup", build, ROOT, "--prefix=/usr/local", *words)
    told = ask("meson", "introspect", build, "--installed") if done.returncode == 0 else done
    return json.loads(told.stdout) if told.returncode == 0 else {"failed": done.stdout + told.stderr}


def options():
    told = json.loads(ask("meson", "introspect", BUILD, "--buildoptions").stdout)
    return {option["name"]: option["value"] for option in told}


def place(given, *parts):
    """Below the folder that is staged into; `given` are the options of the build."""
    return os.path.join(given["prefix"], *parts).lstrip("/")


def completions(given):
    """Shell → file, of those that are installed."""
    return {shell: place(given, given[f"{shell}_completions"] or os.path.join(given["datadir"], where), name)
            for shell, (where, name) in SHELLS.items() if given[f"{shell}_completions"] != "no"}


def wanted(given):
    """Tag → files."""
    themes = os.path.join(given["datadir"], "rolecast/themes/default")
    about = given["docdir"] or os.path.join(given["datadir"], "doc/rolecast")
    docs = [f"docs/{path}" for path in files(f"{ROOT}/docs")] + ["README.md", "CHANGELOG.md", "LICENSE"]
    module = {place(given, given["libdir"], "rolecast", MODULE)} if os.path.exists(f"{BUILD}/{MODULE}") else set()
    return {"runtime": {place(given, given["bindir"], "rolecast")} | module | {place(given, themes, path) for path in files(f"{ROOT}/themes/default")},
            "man": {place(given, given["mandir"], page) for page in PAGES},
            "completions": set(completions(given).values()),
            "doc": {place(given, about, path) for path in docs} if about != "no" else set()}


def check_shells(tap, base, given):
    """Each shell, where it is, finds its file below a folder of data and offers what stands there."""
    share = f"{base}/share"
    for shell, path in completions(given).items():
        os.makedirs(f"{share}/{SHELLS[shell][0]}")
        shutil.copy(f"{base}/stage/{path}", f"{share}/{SHELLS[shell][0]}/")
    loader = "/usr/share/bash-completion/bash_completion"
    asked = {
        "bash": ["bash", "--norc", "-c", f"source {loader} 2>/dev/null; _completion_loader rolecast; complete -p rolecast; "
                 "COMP_WORDS=(rolecast bui) COMP_CWORD=1; _rolecast; echo ${COMPREPLY[@]}"],
        "zsh": ["zsh", "-fc", f"fpath=({share}/zsh/site-functions $fpath); autoload -Uz compinit; compinit -D -u; print $_comps[rolecast]; "
                "autoload +X _rolecast; print $functions[_rolecast]"],
        "fish": ["fish", "--no-config", "-c", "complete -C 'rolecast bui'"]}
    expected = {"bash": r"-F _rolecast rolecast\nbuild\n$", "zsh": r"^_rolecast\n[^$]*'build:", "fish": r"^build\b"}
    for shell in completions(given):
        if not shutil.which(shell) or shell == "bash" and not os.path.exists(loader):
            tap.ok(True, f"{shell} loads its completions # SKIP {shell if shell != 'bash' else 'bash-completion'} is not installed")
            continue
        done = ask(*asked[shell], XDG_DATA_DIRS=f"{share}:/usr/share", HOME=base)
        tap.ok(re.search(expected[shell], done.stdout), f"{shell} loads its completions", done.stdout[:400] + done.stderr)


def check_manual(tap, pages):
    for page in pages:
        name = f"{os.path.basename(page)} renders"
        if shutil.which("man"):
            done = ask("man", "--warnings", "-l", page, LC_ALL="C.UTF-8", MANPAGER="cat", MANWIDTH="80")
        elif shutil.which("mandoc"):
            done = ask("mandoc", "-T", "utf8", page)
        else:
            tap.ok(True, f"{name} # SKIP neither man nor mandoc is installed")
            continue
        wide = [line for line in re.sub(".\b", "", done.stdout).splitlines() if len(line) > 80]
        tap.ok(done.returncode == 0 and not done.stderr and done.stdout.count("\n") > 50 and not wide, name, done.stderr or wide)


def check_places(tap, base):
    """Options that move or leave out."""
    moved = setup(f"{base}/moved", "-Dbash_completions=/etc/bash", "-Dzsh_completions=share/zsh/vendor-completions", "-Dfish_completions=no",
                  "-Ddocdir=no", "-Dmandir=man")
    places = set(moved.values())
    tap.ok({"/etc/bash/rolecast", "/usr/local/share/zsh/vendor-completions/_rolecast", "/usr/local/man/man1/rolecast.1"} <= places, "options move", moved)
    tap.ok("bin/rolecast" in str(places) and not re.search(r"fish|/doc/|site-functions|bash-completion", str(places)), "and leave out", moved)
    cross = (f"[binaries]\nc = '{shutil.which('cc')}'\nar = 'ar'\npkg-config = 'pkg-config'\npkgconfig = 'pkg-config'\n[properties]\nneeds_exe_wrapper = true\n"
             "[host_machine]\nsystem = 'linux'\ncpu_family = 'x86_64'\ncpu = 'x86_64'\nendian = 'little'\n")
    with open(f"{base}/cross", "w", encoding="utf-8") as file:
        file.write(cross)
    crossed = setup(f"{base}/crossed", "--cross-file", f"{base}/cross")
    tap.ok("bin/rolecast" in str(crossed.values()) and not re.search(r"/man/|completion|_rolecast", str(crossed.values())),
           "for a machine whose programs do not run here, manual pages and completions are left out", crossed)


def check_same_bytes(tap, base):
    """Two copies of the source, one with its build folder elsewhere."""
    made = []
    for source, build in ((f"{base}/a", f"{base}/a/build"), (f"{base}/of another name/b", f"{base}/elsewhere")):
        for part in ("src", "include", "tests"):
            shutil.copytree(f"{ROOT}/{part}", f"{source}/{part}", symlinks=True, ignore=shutil.ignore_patterns("golden", "node_modules"))
        for part in ("meson.build", "meson_options.txt", "README.md", "CHANGELOG.md", "LICENSE", "tools", "docs", "themes"):
            (shutil.copytree if os.path.isdir(f"{ROOT}/{part}") else shutil.copy)(f"{ROOT}/{part}", f"{source}/{part}")
        os.makedirs(f"{source}/tests/golden")
        shutil.copy(f"{ROOT}/tests/golden/run.py", f"{source}/tests/golden/run.py")
        done = ask("meson", "setup", build, source, "-Dwerror=false", "-Dbuildtype=plain", "-Ddebug=true")
        done = ask("ninja", "-C", build, "rolecast") if done.returncode == 0 else done
        if done.returncode:
            tap.ok(False, "it compiles in another folder", done.stdout + done.stderr)
            return
        made.append(b"")
        for name in ("rolecast", MODULE):
            if os.path.exists(f"{build}/{name}"):
                with open(f"{build}/{name}", "rb") as file:
                    made[-1] += file.read()
    tap.ok(made[0] == made[1] and base.encode() not in made[0], "from two folders the program comes out the same")


def check_cards(tap, base, given):
    """The prefix may be moved; without its module the program says so."""
    module, site = f"{base}/moved on/{place(given, given['libdir'], 'rolecast', MODULE)}", f"{base}/site"
    shutil.copytree(f"{base}/stage", f"{base}/moved on")
    make_site(site)
    program = [f"{base}/moved on/{place(given, given['bindir'], 'rolecast')}", "-C", site, "build", "-o"]
    if not os.path.exists(module):
        tap.ok(True, "cards are drawn wherever the prefix is moved # SKIP there is no module")
        return
    done = ask(*program, f"{base}/drawn")
    tap.ok(done.returncode == 0 and os.path.exists(f"{base}/drawn/roles/electrician/card.png"), "cards are drawn wherever the prefix is moved",
           done.stderr)
    os.remove(module)
    done = ask(*program, f"{base}/missing")
    tap.ok(done.returncode == 3 and MODULE in done.stderr and "[no-cards]" in done.stderr and not os.path.exists(f"{base}/missing/roles"),
           "without what draws them that is told, and nothing is written", done.stderr)
    tap.ok(ask(*program, f"{base}/missing", "--no-cards").returncode == 0, "and --no-cards needs none of it")


def check_staged(tap, base, expected):
    stage = f"{base}/stage"
    ok, told = install(stage)
    there = files(stage)
    tap.ok(ok and there == expected, "every file lands in its place", told if not ok else there ^ expected)
    modes = {path: stat.S_IMODE(os.stat(f"{stage}/{path}").st_mode) for path in there}
    odd = {path: oct(mode) for path, mode in modes.items() if mode != (0o755 if path.endswith(("bin/rolecast", MODULE)) else 0o644)}
    tap.ok(not odd, "all may read it, its owner write it", odd)
    odd = [top for top, _, _ in os.walk(stage) if top != stage and stat.S_IMODE(os.stat(top).st_mode) != 0o755]
    tap.ok(not odd, "and so with folders", odd)
    naming = []
    for path in there:
        with open(f"{stage}/{path}", "rb") as file:
            data = file.read()
        naming += [(path, word) for word in (BUILD, ROOT, stage) if word.encode() in data]
    tap.ok(not naming, "no file names the folders it was made in", naming)


tap = Tap()
if not shutil.which("meson"):
    print("1..0 # SKIP meson is not installed")
    raise SystemExit
GIVEN = options()
TAGS = wanted(GIVEN)
with folder() as base:
    check_staged(tap, base, set().union(*TAGS.values()))
    check_manual(tap, sorted(f"{base}/stage/{path}" for path in TAGS["man"]))
    check_shells(tap, base, GIVEN)
    for tag, paths in TAGS.items():
        ok, told = install(f"{base}/{tag}", "--tags", tag)
        there = files(f"{base}/{tag}")
        tap.ok(ok and there == paths, f"--tags {tag} installs those alone", told if not ok else there ^ paths)
    check_places(tap, base)
    check_cards(tap, base, GIVEN)
with folder() as base:
    if GIVEN["b_sanitize"] != "none":
        tap.ok(True, "from two folders the program comes out the same # SKIP the build without sanitizers compares")
    else:
        check_same_bytes(tap, base)
tap.end()
