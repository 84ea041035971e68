#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`rolecast deploy` with the real tools: to folders, an rsync daemon, a bare Git repository, and WebDAV and SFTP served by
rclone. A site is sent, edited, moved about and made smaller; files of others stay. Then deploys are killed at random moments
while a reader goes through the site: no page may lack what it shows, none may be missing that was there before and is there
after; in the end what is there is what was built. ROLECAST_KILLS says how often, ROLECAST_SEED at
which moments; ROLECAST_PLACES=folder,git takes these alone, `refused` what remotes have against us."""
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import time

from serving import LOCAL, free_port
from helpers import BINARY, Tap, build, folder, make_site, picture, write
from places import Cutter, Reader, folder_server, rclone_serve, rsync_daemon, sftp_environment, webdav_environment

KILLS = int(os.environ.get("ROLECAST_KILLS", "3"))
SEED = int(os.environ.get("ROLECAST_SEED", "0")) or random.randrange(1, 10**6)
OLD_RCLONE = tuple(map(int, re.search(r"v(\d+)\.(\d+)", subprocess.run(
    ["rclone", "version"], capture_output=True, text=True, check=True).stdout).groups())) < (1, 63)
RECORDS = {".rolecast-deployed"}


def site_yaml(base, targets):
    """The site with these targets, written as a flow that YAML reads."""
    path = f"{base}/site/content/site.yaml"
    with open(path, encoding="utf-8") as file:
        text = file.read().split("\ndeploy:")[0].rstrip("\n")
    lines = "".join(f"  - {{id: {name}, {address}}}\n" for name, address in targets.items())
    write(path, f"{text}\ndeploy:\n{lines}")


def words_of(base, name, *more):
    return [BINARY, "-C", f"{base}/site", "deploy", name, *more]


def deploy(base, name, *more, environment=None):
    return subprocess.run(words_of(base, name, *more), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
                          env={**os.environ, "NO_COLOR": "1", **(environment or {})})


def role(title, moved_from=None, more=""):
    moved = f"moved_from: [{moved_from}]\n" if moved_from else ""
    return (f"---\ntitle: {title}\ncategory: law\nupdated: 2026-11-01\ntagline: A tagline for {title}.\n{moved}"
            f"tasks:\n  - {{task: Do the work of a {title}, time: 10, exposure: 40, autonomy: 50, rationale: It is so.}}\n---\n"
            f"## What the job is\n\nSome words about it. {more}\n")


def category_of(base):
    with open(f"{base}/site/content/site.yaml", encoding="utf-8") as file:
        return re.search(r"categories:.*?id: *([a-z-]+)", file.read(), re.DOTALL)[1]


def edit(base, number):
    """Another text on all pages, another style sheet, a role more and one less: two of a round of four are there."""
    roles, category = f"{base}/site/content/roles", category_of(base)
    for which in range(4):
        path = f"{roles}/clerk-{which}.md"
        if (which + number) % 4 < 2:
            write(path, role(f"Clerk {which}", more=f"Edition {number}.").replace("category: law", f"category: {category}"))
        elif os.path.exists(path):
            os.remove(path)
    style = f"{base}/site/themes/default/assets/css/site.css"
    with open(style, encoding="utf-8") as file:
        text = re.sub(r"\n\.edition-\d+ .*\n", "", file.read())
    write(style, f"{text}\n.edition-{number} {{ color: inherit; }}\n")
    done = build(f"{base}/site")
    assert done.returncode == 0, done.stderr


class Place:
    """Where a target lies for us: its address, its files, and how a reader gets them."""

    def __init__(self, name, address, path=None, port=None, environment=None, branch=None, writes_aside=True):
        self.name, self.address, self.path, self.port = name, address, path, port
        self.environment, self.branch, self.writes_aside = environment or {}, branch, writes_aside

    def picture(self, base):
        if not self.branch:
            return picture(self.path) | {name: "" for name in os.listdir(self.path) if name.startswith(".rolecast-")} \
                if os.path.isdir(self.path) else {}
        out = f"{base}/checkout"
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out)
        archive = subprocess.run(["git", "-C", self.path, "archive", self.branch], capture_output=True, check=False)
        if archive.returncode == 0:
            subprocess.run(["tar", "-x", "-C", out], input=archive.stdout, check=True)
        return picture(out) | {name: "" for name in os.listdir(out) if name.startswith(".rolecast-")}

    def add(self, base, name, text):
        """A file of somebody else's."""
        if not self.branch:
            write(f"{self.path}/{name}", text)
            return
        work = f"{base}/work"
        shutil.rmtree(work, ignore_errors=True)
        git = ["git", "-c", "user.name=Other", "-c", "user.email=other@example.org", "-C", work]
        subprocess.run(["git", "clone", "-q", "-b", self.branch, self.path, work], check=True)
        write(f"{work}/{name}", text)
        subprocess.run([*git, "add", "-f", "."], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "of others"], check=True)
        subprocess.run([*git, "push", "-q"], check=True)


def is_sent(base, place, foreign=()):
    there, here = place.picture(base), picture(f"{base}/site/public")
    want = set(here) | RECORDS | set(foreign)
    wrong = {name for name in here if there.get(name) != here[name]}
    return set(there) == want and not wrong, (sorted(set(there) ^ want)[:9], sorted(wrong)[:9])


def ordinary(tap, base, place):
    """First deploy, again, edits, removed and moved pages, files of others."""
    say = lambda done: f"{done.returncode}\n{done.stdout}{done.stderr}"
    name, environment = place.name, place.environment
    edit(base, 0)
    dry = deploy(base, name, "--dry-run", environment=environment)
    tap.ok(dry.returncode == 0 and dry.stdout.count("\nadd ") > 50 and not place.picture(base), f"{name}: a dry run sends nothing", say(dry))
    done = deploy(base, name, environment=environment)
    tap.ok(done.returncode == 0 and re.search(rf"deployed to {name}: \d+ added, \d+ ms", done.stderr), f"{name}: the first deploy", say(done))
    tap.ok(*is_sent(base, place)[:1], f"{name}: all of it is there, and nothing else", is_sent(base, place)[1])
    done = deploy(base, name, environment=environment)
    tap.ok(done.returncode == 0 and f"{name}: nothing to do" in done.stderr, f"{name}: again, nothing is to do", say(done))
    place.add(base, "theirs.txt", "not ours\n")
    place.add(base, "roles/clerk-1/theirs.txt", "not ours\n")
    edit(base, 1)
    planned = deploy(base, name, "--dry-run", environment=environment)
    before = place.picture(base)
    done = deploy(base, name, environment=environment)
    counts = {word: planned.stdout.count(f"{word} ") for word in ("add", "change", "delete")}
    told = {word: int((re.search(rf"(\d+) {word}", done.stderr) or [0, 0])[1]) for word in ("added", "changed", "deleted")}
    tap.ok(done.returncode == 0 and list(counts.values()) == list(told.values()) and all(told.values()),
           f"{name}: an edit adds, changes and deletes what was planned", f"{counts} {say(done)}")
    tap.ok(before.keys() != place.picture(base).keys() and "2 files there are not of this site" in done.stderr,
           f"{name}: files of others are told", say(done))
    tap.ok(*is_sent(base, place, ("theirs.txt", "roles/clerk-1/theirs.txt"))[:1], f"{name}: and stay, beside the new site",
           is_sent(base, place, ("theirs.txt", "roles/clerk-1/theirs.txt"))[1])
    if not place.branch:
        empty = [at for at, folders, files in os.walk(place.path) if not folders and not files]
        tap.ok(not empty, f"{name}: no empty folders are left", empty)
    thing = f"{base}/site/content/files/thing"
    write(thing, "a file\n")
    assert build(f"{base}/site").returncode == 0 and deploy(base, name, environment=environment).returncode == 0
    os.remove(thing)
    write(f"{thing}/inner.txt", "a folder now\n")
    assert build(f"{base}/site").returncode == 0
    done = deploy(base, name, environment=environment)
    tap.ok(done.returncode == 0 and "thing/inner.txt" in place.picture(base), f"{name}: a file makes way for a folder", say(done))
    write(f"{thing}/;odd.txt", "not a comment\n")
    assert build(f"{base}/site").returncode == 0
    done = deploy(base, name, environment=environment)
    tap.ok(done.returncode == 0 and place.picture(base).get("thing/;odd.txt"), f"{name}: a name that begins with a sign", say(done))
    write(f"{base}/site/content/files/;odd.txt", "not a comment\n")
    assert build(f"{base}/site").returncode == 0
    done = deploy(base, name, environment=environment)
    tap.ok(done.returncode == 0 and place.picture(base).get(";odd.txt"), f"{name}: likewise at the top", say(done))
    shutil.rmtree(f"{base}/site/content/files")
    place.add(base, "roles/clerk-2/index.html", "somebody's own\n")
    edit(base, 2)
    done = deploy(base, name, environment=environment)
    tap.ok(done.returncode == 1 and "foreign-file" in done.stderr, f"{name}: what others have put in the way is not overwritten", say(done))
    done = deploy(base, name, "--force", environment=environment)
    tap.ok(done.returncode == 0 and place.picture(base)["roles/clerk-2/index.html"] == picture(f"{base}/site/public")["roles/clerk-2/index.html"],
           f"{name}: but for --force", say(done))


def pages_in(out):
    return {"/" + name for name in picture(out) if name.endswith(".html") and name != "404.html"}


def kill_one(base, place, moment, number):
    """The signal goes to rolecast and the tool, as from a terminal, or when a machine dies; or to rolecast alone."""
    process = subprocess.Popen(words_of(base, place.name, "--quiet", "--max-deletes", "1000"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True, start_new_session=True, env={**os.environ, **place.environment})
    try:
        told = process.communicate(timeout=moment)[1]
        return process.returncode, told
    except subprocess.TimeoutExpired:
        if number == signal.SIGTERM:
            process.send_signal(number)
        else:
            os.killpg(process.pid, number)
        told = process.communicate()[1]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return None if number == signal.SIGKILL else process.returncode, told


def interrupted(tap, base, place, always, others, chance):
    """One edition after the other, each killed at some moment; a reader looks all the while."""
    edit(base, 1)
    deploy(base, place.name, "--max-deletes", "1000", environment=place.environment)
    start = time.monotonic()
    edit(base, 2)
    done = deploy(base, place.name, "--max-deletes", "1000", environment=place.environment)
    assert done.returncode == 0, done.stderr
    usual = max(0.2, time.monotonic() - start)
    counts, strange = {}, []
    with contextlib.ExitStack() as stack:
        port = place.port or stack.enter_context(folder_server(place.path))
        reader = Reader(port, always, others, place)
        reader.start()
        for round_ in range(KILLS):
            edit(base, 3 + round_)
            number = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)[round_ % 3]
            status, told = kill_one(base, place, chance.uniform(0.05, usual), number)
            counts[status] = counts.get(status, 0) + 1
            if status not in (None, 0) and not (status == 3 and "interrupted" in told):
                strange.append((status, told))
        tap.ok(not strange, f"{place.name}: killed {KILLS} times, {counts}", strange)
        for _ in range(3):
            done = deploy(base, place.name, "--max-deletes", "1000", environment=place.environment)
            if "nothing to do" in done.stderr:
                break
        time.sleep(0.1)
        reader.end()
    there = is_sent(base, place, ("theirs.txt", "roles/clerk-1/theirs.txt"))
    tap.ok(done.returncode == 0 and "nothing to do" in done.stderr and there[0],
           f"{place.name}: repeated, what is there is what was built", f"{done.stderr}{there[1]}")
    tap.ok(not reader.faults and reader.pages > 20, f"{place.name}: a reader found each page whole, with what it shows ({reader.pages} looks)",
           "\n".join(reader.faults[:8]))


def linked(tap, base, place):
    """Nothing is written through links, nor in their place."""
    say = lambda done: f"{done.returncode}\n{done.stdout}{done.stderr}"
    name, precious = place.name, f"{base}/elsewhere-{place.name}"
    index = f"{place.path}/index.html"
    again = lambda *more: deploy(base, name, *more, "--max-deletes", "1000", environment=place.environment)
    assert again().returncode == 0
    write(f"{precious}/index.html", "precious\n")
    os.remove(index)
    os.symlink(f"{precious}/index.html", index)
    done = again()
    tap.ok(done.returncode == 1 and "[foreign-file]" in done.stderr and os.path.islink(index), f"{name}: a link in the way of a file", say(done))
    done = again("--force")
    tap.ok(done.returncode == 0 and not os.path.islink(index), f"{name}: --force replaces it", say(done))
    shutil.move(f"{place.path}/roles", f"{precious}/roles")
    write(f"{precious}/roles/index.html", "precious\n")
    os.symlink(f"{precious}/roles", f"{place.path}/roles")
    done = again("--force")
    tap.ok(done.returncode == 1 and "roles of" in " ".join(done.stderr.split()) and "is a link" in " ".join(done.stderr.split()),
           f"{name}: a link in the way of a folder", say(done))
    there = {path: open(f"{precious}/{path}", encoding="utf-8").read() for path in ("index.html", "roles/index.html")}
    tap.ok(set(there.values()) == {"precious\n"}, f"{name}: what they lead to is as it was", there)
    os.remove(f"{place.path}/roles")
    assert again().returncode == 0


def hashes(tap, base):
    """The hash of a repository is its own, whatever this machine prefers."""
    targets = {}
    for kind in ("sha1", "sha256"):
        subprocess.run(["git", "init", "-q", "--bare", f"--object-format={kind}", f"{base}/{kind}.git"], check=True)
        targets[kind] = f"git: {base}/{kind}.git"
    os.makedirs(f"{base}/site/assets-of-it")
    bare = f"{base}/site/assets-of-it/bare"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    write(f"{bare}/hooks/pre-receive", f"#!/bin/sh\ntouch {base}/was-run\n")
    os.chmod(f"{bare}/hooks/pre-receive", 0o755)
    targets |= {"inside": "git: assets-of-it/bare", "inside-url": f"git: 'file://{bare}'"}
    site_yaml(base, targets)
    edit(base, 0)
    for kind, preferred in (("sha1", "sha256"), ("sha256", "sha1")):
        for count in ("added", "nothing to do"):
            done = deploy(base, kind, environment={"GIT_DEFAULT_HASH": preferred})
            tap.ok(done.returncode == 0 and count in done.stderr, f"git: {kind}, where {preferred} is preferred: {count}", done.stderr)
    for name in ("inside", "inside-url"):
        done = deploy(base, name)
        tap.ok(done.returncode == 1 and "[bad-target]" in done.stderr and not os.path.exists(f"{base}/was-run"), f"git: no hook of the site's is run: {name}",
               done.stderr)
    shutil.rmtree(f"{base}/site/assets-of-it")


def refused(tap, base, port, sftp_port):
    """What a remote may have against us; each time nothing changes, and the message says what to do."""
    git = f"{base}/refusing.git"
    subprocess.run(["git", "init", "-q", "--bare", git], check=True)
    write(f"{git}/hooks/pre-receive", "#!/bin/sh\necho 'GH006: Protected branch' >&2\nexit 1\n")
    os.chmod(f"{git}/hooks/pre-receive", 0o755)
    closed = free_port()
    cutter = Cutter(port, 30000)
    site_yaml(base, {
        "readonly": f"rsync: 'rsync://{LOCAL}:{port}/readonly/'", "locked": f"rsync: 'rsync://me@{LOCAL}:{port}/locked/'",
        "nomodule": f"rsync: 'rsync://{LOCAL}:{port}/nothing/'", "closed": f"rsync: 'rsync://{LOCAL}:{closed}/site/'",
        "nopath": f"rsync: {base}/no/where", "file": f"rsync: {base}/rclone.conf", "file-too": f"rclone: {base}/rclone.conf", "cut": f"rsync: 'rsync://{LOCAL}:{cutter.port}/site/cut/'",
        "protected": f"git: {git}", "norepo": f"git: {base}/nothing.git", "noremote": "rclone: 'nosuchremote:x'",
        "password": "rclone: 'sf:'", "closeddav": "rclone: 'dav:'"})
    for name, id_, words, environment in (
            ("readonly", "deploy-refused", "read only", {}),
            ("locked", "deploy-refused", "RSYNC_PASSWORD", {"RSYNC_PASSWORD": "wrong-secret"}),
            ("nomodule", "deploy-refused", "module", {}),
            ("closed", "deploy-broken-off", "listens", {}),
            ("nopath", "deploy-refused", "folder", {}),
            ("file", "deploy-refused", "is a file, not a folder", {}),
            ("file-too", "deploy-refused", "is a file, not a folder", {}),
            ("cut", "deploy-broken-off", "carries on", {}),
            ("protected", "deploy-refused", "protects", {}),
            ("norepo", "deploy-refused", "repository", {}),
            ("noremote", "deploy-refused", "rclone listremotes", {}),
            ("password", "deploy-refused", "password", sftp_environment(sftp_port, "wrong-secret")),
            ("closeddav", "deploy-broken-off", "listens", webdav_environment(closed))):
        start = time.monotonic()
        done = deploy(base, name, "--timeout", "5", environment=environment)
        tap.ok(done.returncode == 3 and f"[{id_}]" in done.stderr and words in " ".join(done.stderr.split())
               and "wrong-secret" not in done.stderr and time.monotonic() - start < 60, f"refused: {name}", f"{done.returncode}\n{done.stderr}")
    cutter.close()
    done = deploy(base, "locked", environment={"RSYNC_PASSWORD": "right"})
    tap.ok(done.returncode in (0, 1) and "deploy-refused" not in done.stderr, "the right password lets in", done.stderr)


def raced(tap, base, place):
    """Somebody pushes between our look and our push."""
    hook = f"{base}/racing"
    write(f"{hook}/git", f"#!/bin/sh\nfor word; do [ \"$word\" = push ] && [ ! -e {hook}/done ] && touch {hook}/done && {hook}/other; done\n"
          f"exec {shutil.which('git')} \"$@\"\n")
    write(f"{hook}/other", "#!/bin/sh\nset -e\nunset GIT_DIR GIT_INDEX_FILE\n"
          f"git clone -q -b gh-pages {place.path} {hook}/work\ncd {hook}/work\ndate > theirs-too.txt\ngit add .\n"
          "git -c user.name=Other -c user.email=other@example.org commit -q -m other\ngit push -q\n")
    for name in ("git", "other"):
        os.chmod(f"{hook}/{name}", 0o755)
    edit(base, 3)
    environment = {**place.environment, "PATH": f"{hook}:{os.environ['PATH']}"}
    done = deploy(base, place.name, "--max-deletes", "1000", environment=environment)
    tap.ok(done.returncode == 3 and "[deploy-moved]" in done.stderr, "git: who came first is not overwritten", done.stderr)
    done = deploy(base, place.name, "--max-deletes", "1000", environment=environment)
    tap.ok(done.returncode == 0 and "theirs-too.txt" in place.picture(base), "git: and stays, when it is run again", done.stderr)


def main():
    tap, chance = Tap(), random.Random(SEED)
    print(f"# ROLECAST_KILLS={KILLS} ROLECAST_SEED={SEED}", flush=True)
    with folder() as base, contextlib.ExitStack() as stack:
        os.environ["RCLONE_CONFIG"] = f"{base}/rclone.conf"
        os.environ["HOME"] = f"{base}/home"
        for name in ("GIT_DIR", "RSYNC_RSH", "RSYNC_PASSWORD"):
            os.environ.pop(name, None)
        os.makedirs(f"{base}/home")
        write(f"{base}/rclone.conf", "")
        make_site(f"{base}/site")
        rsync_port = stack.enter_context(rsync_daemon(base))
        dav_port = stack.enter_context(rclone_serve("webdav", f"{base}/dav"))
        sftp_port = stack.enter_context(rclone_serve("sftp", f"{base}/sftp", "--user", "me", "--pass", "right"))
        subprocess.run(["git", "init", "-q", "--bare", f"{base}/pages.git"], check=True)
        places = [
            Place("folder", f"rsync: {base}/a folder", f"{base}/a folder"),
            Place("daemon", f"rsync: 'rsync://{LOCAL}:{rsync_port}/site/jobs/'", f"{base}/module/jobs"),
            Place("shell", "rsync: 'me@jobs.example:a-shell/jobs'", f"{base}/home/a-shell/jobs", environment={"RSYNC_RSH": f"{base}/rsh"}),
            Place("git", f"git: {base}/pages.git", f"{base}/pages.git", branch="gh-pages"),
            Place("local", f"rclone: {base}/local", f"{base}/local", writes_aside=not OLD_RCLONE),
            Place("webdav", "rclone: 'dav:'", f"{base}/dav", port=dav_port, environment=webdav_environment(dav_port), writes_aside=False),
            Place("sftp", "rclone: 'sf:'", f"{base}/sftp", environment=sftp_environment(sftp_port), writes_aside=not OLD_RCLONE),
        ]
        wanted = os.environ.get("ROLECAST_PLACES", "").replace(",", " ").split()
        places = [place for place in places if not wanted or place.name in wanted]
        os.makedirs(f"{base}/home/a-shell")
        write(f"{base}/rsh", "#!/bin/sh\nwhile [ \"$1\" != jobs.example ]; do shift; done\nshift\ncd && exec sh -c \"$*\"\n")
        os.chmod(f"{base}/rsh", 0o755)
        site_yaml(base, {place.name: place.address for place in places})
        for place in places:
            start = time.monotonic()
            ordinary(tap, base, place)
            print(f"# {place.name}: {time.monotonic() - start:.1f} s", flush=True)
        editions = [edit(base, number) or pages_in(f"{base}/site/public") for number in range(4)]
        always, others = set.intersection(*editions), set.union(*editions)
        for place in places:
            if place.branch:
                raced(tap, base, place)
            if place.branch or place.name == "shell":
                continue
            start = time.monotonic()
            interrupted(tap, base, place, always, others, chance)
            print(f"# {place.name}: {time.monotonic() - start:.1f} s", flush=True)
        for place in places:
            if not place.branch and place.name not in ("webdav", "sftp"):
                linked(tap, base, place)
        if not wanted or "git" in wanted:
            hashes(tap, base)
        if not wanted or "refused" in wanted:
            refused(tap, base, rsync_port, sftp_port)
    tap.end()


if __name__ == "__main__":
    main()
