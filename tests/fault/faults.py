# SPDX-License-Identifier: MIT
"""What the tests of faults share: a small site in two versions, commands that are struck (shim.c says how), and what must
hold afterwards: each file old or new and whole, links resolving, nothing of others touched, the next run healing it."""
import concurrent.futures
import errno
import functools
import hashlib
import html
import os
import posixpath
import queue
import re
import resource
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "site"))
from helpers import BINARY, ROOT, Tap, folder, picture, read, write  # noqa: E402  pylint: disable=wrong-import-position

__all__ = ["Tap", "folder", "picture", "read", "write"]
SHIM = os.path.abspath(sys.argv[2])
ALL = os.environ.get("ROLECAST_FAULTS") == "all"
EVERY = 1 if ALL else int(os.environ.get("ROLECAST_FAULTS", "7"))
LANES = int(os.environ.get("ROLECAST_LANES", "2"))
PATIENCE = 30
BASE_PATH, ORIGIN = "/jobs", "https://small.example"
FOREIGN = {"CNAME": b"small.example\n", "own/notes.txt": b"not ours\n"}


def room():
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


# The site

def role(title, exposure, more=""):
    return (f"---\ntitle: {title}\ncategory: office\nupdated: 2026-01-02\ntagline: Paper in, paper out.\n{more}tasks:\n"
            f"  - {{task: Sort letters, time: 20, exposure: {exposure}, autonomy: 50, sources: [study-2024]}}\n"
            "  - {task: Answer the phone, time: 20, exposure: low, autonomy: low, rationale: Callers want a person.}\n---\n"
            "## Overview\n\nOf 100 hours AI reaches [=exposure]; it could do [=risk] alone.[@study-2024]\n")


def make_content(site, version, more=""):
    """In the new version every page has another title and another style; of the roles one is new, one gone, one has moved."""
    shutil.rmtree(f"{site}/content", ignore_errors=True)
    is_new = version == "new"
    write(f"{site}/content/site.yaml",
          f"title: Small {version}\nbase_url: {ORIGIN}{BASE_PATH}\ndescription: A site for tests.\nedition: \"1\"\n"
          f"categories:\n  - {{id: office, title: Office}}\ntheme: [house, default]\n{more}")
    write(f"{site}/themes/house/assets/css/site.css", read(f"{ROOT}/themes/default/assets/css/site.css") + f".{version} {{color: red}}\n")
    write(f"{site}/content/sources.yaml", "study-2024:\n  title: A study\n  publisher: A university\n"
          "  url: https://small.example/study\n  published: 2024-05\n")
    write(f"{site}/content/roles/clerk.md", role("Clerk", 60))
    write(f"{site}/content/files/note.txt", f"a file of the {version} site\n")
    if is_new:
        write(f"{site}/content/roles/archivist.md", role("Archivist", 30))
        write(f"{site}/content/roles/bailiff.md", role("Bailiff", 20, "moved_from: [usher]\n"))
    else:
        write(f"{site}/content/roles/typist.md", role("Typist", 80))
        write(f"{site}/content/roles/usher.md", role("Usher", 20))


def words_of(site, *words):
    return [BINARY, "-C", site, *words]


BUILD = ("build", "--as-of", "2026-11-21", "--quiet", "--no-cards", "-j1")


def no_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(words, settings=None, environment=None):
    """With the shim when there are settings for it. A command that hangs gives None as its status."""
    env = {**os.environ, "NO_COLOR": "1", "LC_ALL": "C", **(environment or {})}
    for name in ("SOURCE_DATE_EPOCH", "ROLECAST_THEMES"):
        env.pop(name, None)
    if settings is not None:
        env.update({"LD_PRELOAD": SHIM, **settings})
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=env,
                          preexec_fn=no_core) as process:
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return subprocess.CompletedProcess(words, None, "", "it hung")
    return subprocess.CompletedProcess(words, process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))


# What a tree must be

def look(top):
    """Path → bytes' hash; rolecast's own notes left out, and links to elsewhere told as such."""
    seen = {}
    for at, _, names in os.walk(top):
        for name in names:
            path = os.path.join(at, name)
            below = os.path.relpath(path, top)
            if below.startswith(".rolecast-"):
                continue
            with open(path, "rb") as file:
                seen[below] = keep(file.read())
    return seen


TEXTS = {}


def keep(data):
    key = hashlib.blake2b(data, digest_size=12).hexdigest()
    TEXTS.setdefault(key, data)
    return key


PAGE_LINK = re.compile(r"""<[a-z][^>]*?\s(?:href|src)=(?:"([^"]*)"|([^\s>"']+))""")
SCRIPT_LINK = re.compile(r"""(?:from|import)\s*\(?["'](\.{1,2}/[^"']+)["']""")
STYLE_LINK = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
LIST_LINK = re.compile(r"""<loc>([^<]+)</loc>|<link [^>]*href="([^"]+)""")


@functools.lru_cache(maxsize=None)
def links_in(key, path):
    """Paths below the output folder that this file names: (all, those that it needs to be shown)."""
    text = TEXTS[key].decode(errors="replace")
    kinds = {".html": PAGE_LINK, ".js": SCRIPT_LINK, ".css": STYLE_LINK, ".xml": LIST_LINK}
    pattern = kinds.get(posixpath.splitext(path)[1])
    found, needed = set(), set()
    for match in pattern.finditer(text) if pattern else ():
        link = html.unescape(next((group for group in match.groups() if group is not None), ""))
        link = re.split("[#?]", link.removeprefix(ORIGIN))[0]
        if not link or re.match(r"[a-z]+:|//", link):
            continue
        is_part = path.endswith((".js", ".css")) or bool(re.match(r"<(script|link[^>]*stylesheet)", match[0]))
        if link.startswith("/"):
            if link != BASE_PATH and not link.startswith(BASE_PATH + "/"):
                continue
            target = link[len(BASE_PATH) + 1:]
        else:
            target = posixpath.join(posixpath.dirname(path), link)
        target = posixpath.normpath(target or ".")
        if link.endswith("/") or target == ".":
            target = posixpath.normpath(f"{target}/index.html")
        found.add(target)
        if is_part:
            needed.add(target)
    return frozenset(found), frozenset(needed)


def broken_links(seen, starts):
    """Each page finds its styles and scripts; and whoever sets out from `starts` finds all that links lead to."""
    faults = [f"{path} lacks {part}" for path, key in seen.items() for part in links_in(key, path)[1] if part not in seen]
    todo, been = [path for path in starts if path in seen], set()
    while todo:
        path = todo.pop()
        if path in been:
            continue
        been.add(path)
        for link in links_in(seen[path], path)[0]:
            if link in seen:
                todo.append(link)
            else:
                faults.append(f"{path} leads to {link}, which is not there")
    return faults


def faults_in_site(seen, old, new, foreign):
    """`old` and `new` are pictures of whole sites; `old` is empty where nothing was."""
    faults = [f"{path} was touched" for path, key in foreign.items() if seen.get(path) != key]
    for path, key in seen.items():
        if key not in (old.get(path), new.get(path), foreign.get(path)):
            size = len(TEXTS[key])
            faults.append(f"{path} is neither old nor new ({size} bytes)")
    stay = old.keys() & new.keys()
    faults += [f"{path} is missing" for path in sorted(stay - seen.keys())]
    starts = {path for path in stay if path.endswith((".html", ".xml"))} | {"index.html", "404.html"}
    return faults + broken_links(seen, starts)


# Scenes

class Scene:
    """A command over a folder that is set up anew before each run. Those that say so differ in what must hold."""

    def __init__(self, base, name, words):
        self.name, self.words, self.base = name, words, f"{base}/{name.replace(' ', '-')}"
        self.stock = f"{self.base}/stock"  # holds `site`, and what else the command works on
        self.environment = {}
        os.makedirs(self.stock)

    def lane(self, number):
        return f"{self.base}/lane{number}"

    def reset(self, number):
        lane = self.lane(number)
        shutil.rmtree(lane, ignore_errors=True)
        subprocess.run(["cp", "-a", self.stock, lane], check=True)
        return lane

    def command(self, lane):
        return words_of(f"{lane}/site", *self.words)

    def call(self, lane, settings=None):
        return run(self.command(lane), settings, {key: value.replace("@", lane) for key, value in self.environment.items()})

    def log(self, counted="calls"):
        lane = self.reset(0)
        log = f"{self.base}/log"
        if os.path.exists(log):
            os.remove(log)
        done = self.call(lane, {"FAULT_LOG": log, "FAULT_COUNT": counted})
        assert done.returncode == 0, done.stderr
        lines = read(log).splitlines()
        os.remove(log)
        return lines

    def calls(self):
        """(number among those that change something, or 0; name; name and path) of each call"""
        for line in self.log():
            _, at, name, _, *path = line.split(" ", 4)
            yield int(at), name, f"{name} {path[0] if path else ''}".replace(self.base, "…")

    def strike(self, number, counted, at, action, name=None):
        """(whether the shim struck, what the command said); of calls of that name alone, or of all"""
        lane = self.reset(number)
        log = f"{lane}.log"
        if os.path.exists(log):
            os.remove(log)
        more = {"FAULT_NAME": name} if name else {}
        done = self.call(lane, {"FAULT_LOG": log, "FAULT_COUNT": counted, "FAULT_AT": str(at), "FAULT_DO": action, **more})
        return os.path.exists(log), done

    def prepare(self):
        """Fills the stock and learns what must come out."""

    def faults(self, lane):
        """What is wrong with what is there."""
        raise NotImplementedError

    def is_done(self, lane):
        """What a run without faults would have done is done."""
        raise NotImplementedError

    def heal(self, lane):
        """Runs the command again, without faults; what is wrong then."""
        raise NotImplementedError


class BuildScene(Scene):
    def __init__(self, base, name, *more, is_first=False, old="old", new="new"):
        super().__init__(base, name, (*BUILD, *more))
        self.is_first, self.versions = is_first, (old, new)
        self.old, self.new, self.foreign, self.content = {}, {}, {}, {}

    def make(self, site, version):
        make_content(site, version)

    def prepare(self):
        site = f"{self.stock}/site"
        os.symlink(f"{ROOT}/themes", f"{self.stock}/themes")
        self.make(site, self.versions[1])
        done = run(words_of(site, *self.words, "-o", f"{self.base}/clean"))
        assert done.returncode == 0, done.stderr
        self.new = look(f"{self.base}/clean")
        if not self.is_first:
            self.make(site, self.versions[0])
            assert run(self.command(self.stock)).returncode == 0
            self.old = look(f"{site}/public")
            self.make(site, self.versions[1])
            for path, data in FOREIGN.items():
                write(f"{site}/public/{path}", data)
            self.foreign = {path: keep(data) for path, data in FOREIGN.items()}
            write(f"{site}/.rolecast/schema/role.json", "{}\n")
        self.content = look(f"{site}/content")

    def faults_in(self, seen):
        return faults_in_site(seen, self.old, self.new, self.foreign)

    def faults(self, lane):
        site = f"{lane}/site"
        found = self.faults_in(look(f"{site}/public"))
        if look(f"{site}/content") != self.content:
            found.append("content was touched")
        schema = f"{site}/.rolecast/schema/role.json"
        if not self.is_first and not read(schema).endswith("}\n"):
            found.append("a schema is half")
        return found

    def is_done(self, lane):
        return look(f"{lane}/site/public") == {**self.new, **self.foreign}

    def heal(self, lane):
        done = self.call(lane)
        found = [] if done.returncode == 0 and not done.stderr else [f"the next build says {done.returncode} {done.stderr}"]
        if not self.is_done(lane):
            seen, want = look(f"{lane}/site/public"), {**self.new, **self.foreign}
            differ = [path for path in sorted(seen.keys() | want.keys()) if seen.get(path) != want.get(path)]
            found.append(f"the next build does not heal {differ[:3]}")
        schemas = f"{lane}/site/.rolecast/schema"
        if os.path.isdir(schemas) and [name for name in os.listdir(schemas) if name.startswith(".")]:
            found.append("the next build leaves a part of a schema")
        left = {name for name in os.listdir(f"{lane}/site/public") if name.startswith(".rolecast-")}
        if left - {".rolecast-tmp", ".rolecast-new"} != {".rolecast-lock", ".rolecast-manifest"}:
            found.append(f"the next build leaves {left}")
        return found


# Running

class Strike:
    """One fault: where, what, and what became of it."""

    def __init__(self, at, action, about):
        self.at, self.action, self.about = at, action, about

    def __str__(self):
        return f"call {self.at} ({self.about}), {self.action}"


def each(scene, strikes, judge):
    """judge(scene, lane number, strike) → faults, for all strikes, on as many lanes as there are. Gives those with faults."""
    lanes = queue.Queue()
    for number in range(1, LANES + 1):
        lanes.put(number)

    def one(strike):
        number = lanes.get()
        try:
            return strike, judge(scene, number, strike)
        finally:
            lanes.put(number)

    with concurrent.futures.ThreadPoolExecutor(LANES) as pool:
        return [(strike, faults) for strike, faults in pool.map(one, strikes) if faults]


def sample(items, every):
    """Each so many-th, begun so that short lists are not passed over."""
    return items[(min(every, len(items)) - 1) // 2::every]


def tell(tap, scene, what, count, bad, note):
    told = "\n".join(f"{strike}: {'; '.join(faults)}" for strike, faults in bad[:int(os.environ.get("ROLECAST_TOLD", "8"))])
    tap.ok(not bad and count > 0, f"{scene.name}: {what} ({count - len(bad)} of {count})", told)
    print(f"# {scene.name}: {note}", flush=True)


def cause(number):
    return os.strerror(number)


ERRNO = {name: getattr(errno, name) for name in ("EIO", "EMFILE", "EACCES", "EINTR", "ENOSPC", "EPERM", "ENOLCK", "EAGAIN", "EINVAL",
                                                 "ENOMEM")}
KILLED = -signal.SIGKILL
