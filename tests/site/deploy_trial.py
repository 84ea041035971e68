# SPDX-License-Identifier: MIT
"""Made-up rsync, rclone and git for tests of `rolecast deploy`, and a site to send with them."""
import json
import os
import shutil
import subprocess

from helpers import BINARY, PATIENCE, build, make_site, read, write

# It keeps a note of each call, fails where FAIL says so, and else does to a folder what the real one does.
FAKE = '''#!{python}
import json, os, shutil, sys, time
words, tool = sys.argv[1:], os.path.basename(sys.argv[0])
lists = [word.split("=", 1)[1] for word in words if word.startswith("--files-from")]
paths = [path for path in open(lists[0]).read().replace("\\n", "\\0").split("\\0") if path] if lists else []
if tool == "rsync":
    paths = [os.path.normpath(path) for path in paths if path[0] not in ";#"]
end = words.index("--") if "--" in words else len(words)
operands = words[end + 1:]
note = {{"tool": tool, "words": words, "paths": paths, "environment": {{name: os.environ.get(name) for name in
        ("RSYNC_RSH", "GIT_TERMINAL_PROMPT", "GIT_SSH_COMMAND", "GIT_ALLOW_PROTOCOL", "GIT_DIR", "GIT_DEFAULT_HASH", "RCLONE_VERBOSE", "LC_ALL")}}}}
with open(os.environ["CALLS"], "a") as file:
    file.write(json.dumps(note) + "\\n")
fail = json.loads(os.environ.get("FAIL", "{{}}"))
number = len(open(os.environ["CALLS"]).readlines())
deaf = os.environ.get("DEAF") if number >= int(os.environ.get("DEAF_FROM", "0")) else None
paths = [path for path in paths if path != deaf]
if fail and (fail.get("word") in words or fail.get("number") == number):
    if fail.get("sleep"):
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        if fail["sleep"] > 0:
            time.sleep(fail["sleep"])
    sys.stderr.write(fail.get("says", ""))
    sys.stdout.write(fail.get("prints", ""))
    if fail.get("status") is not None:
        sys.exit(fail["status"])

def files(where):
    """Links to folders, too."""
    found = [os.path.join(at, name) for at, folders, names in os.walk(where) for name in [*names, *folders]]
    return sorted(os.path.relpath(path, where) for path in found if os.path.islink(path) or not os.path.isdir(path))

def without_links(where):
    return [path for path in files(where) if not os.path.islink(os.path.join(where, path)) and path != deaf]

def same(a, b):
    return open(a, "rb").read() == open(b, "rb").read()

def put(source, target):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copy(source, target)

if tool == "rsync":
    source, target = (operands + [None])[:2]
    if "--list-only" in words:
        if not os.path.isdir(source):
            sys.stderr.write('rsync: change_dir "x" failed: No such file or directory (2)\\n')
            sys.exit(23)
        print("drwxr-xr-x          4,096 2026/11/21 16:23:56 .")
        for path in files(source):
            link = os.path.islink(source + path) and " -> " + os.readlink(source + path)
            print(f"{{'lrwxrwxrwx' if link else '-rw-r--r--'}}          5 2026/11/21 16:23:56 {{path}}{{link or ''}}")
    elif "--delete-missing-args" in words:
        for path in paths:
            if os.path.isfile(target + path):
                os.remove(target + path)
            elif os.path.isdir(target + path) and ("--force" in words or not os.listdir(target + path)):
                shutil.rmtree(target + path)
        sys.exit(24)
    elif "--dry-run" in words:
        for path in paths:
            if not os.path.exists(target + path):
                print(f"<f+++++++++|{{path}}")
            elif not same(source + path, target + path):
                print(f"<fcs.......|{{path}}")
            else:
                print(f".f         |{{path}}")
    elif paths:
        for path in paths:
            if os.path.islink(target + path):
                os.remove(target + path)
            put(source + path, target + path)
            print(path)
    elif "--dirs" in words:
        os.makedirs(target + os.path.basename(source), exist_ok=True)
    else:
        put(source, target + os.path.basename(source) if target.endswith("/") else target)
if tool == "rclone":
    place = lambda word: os.environ["REMOTE"] + "/" + word.split(":", 1)[1] if ":" in word else word
    command = words[0]
    if command == "check":
        source, target = operands[0], place(operands[1])
        here, there = (without_links(at) if os.path.isdir(at) else [] for at in (source, target))
        differ = 0
        if os.environ.get("NO_HASH") and "--download" not in words:
            sys.stderr.write("2026/11/21 16:23:59 ERROR : No common hash found - not using a hash for checks\\n")
        for path in paths or sorted(set(here) | set(there)):
            blind = os.environ.get("NO_HASH") and "--download" not in words
            what = "-" if path not in here else "+" if path not in there else "=" if blind or same(source + path, target + "/" + path) else "*"
            differ += what != "="
            print(what, path)
            if what != "=":
                sys.stderr.write(f"2026/11/21 16:23:57 ERROR : {{path}}: md5 differ\\n")
        if differ:
            sys.stderr.write(f"2026/11/21 16:23:57 Failed to check with {{differ}} errors: last error was: {{differ}} differences found\\n")
            sys.exit(1)
    elif command == "cat":
        sys.stdout.write(open(place(operands[0])).read())
    elif command == "copyto":
        put(operands[0], place(operands[1]))
    elif command == "copy":
        for path in paths:
            put(operands[0] + path, place(operands[1]) + "/" + path)
            sys.stderr.write(f"2026/11/21 16:23:57 INFO  : {{path}}: Copied (new)\\n")
    elif command == "delete":
        for path in paths:
            os.remove(place(operands[0]) + "/" + path)
'''


class Trial:
    """A site that was built, with tools of ours on PATH."""

    def __init__(self, base, targets):
        self.base, self.site, self.calls_file = base, f"{base}/site", f"{base}/calls"
        make_site(self.site)
        for tool in ("rsync", "rclone", "git"):
            write(f"{base}/bin/{tool}", FAKE.format(python=shutil.which("python3")))
            os.chmod(f"{base}/bin/{tool}", 0o755)
        os.makedirs(f"{base}/none")
        self.plain = read(f"{self.site}/content/site.yaml").rstrip("\n")
        self.targets(targets)

    def targets(self, lines):
        write(f"{self.site}/content/site.yaml", f"{self.plain}\ndeploy:\n" + "".join(f"  - {{{line}}}\n" for line in lines))
        assert build(self.site).returncode == 0

    def environment(self, **more):
        return {**os.environ, "PATH": f"{self.base}/bin:{os.environ['PATH']}", "CALLS": self.calls_file, "REMOTE": f"{self.base}/remote",
                "NO_COLOR": "1", **more}

    def words(self, *words):
        return [BINARY, "-C", self.site, "deploy", *words]

    def deploy(self, *words, fail=None, **more):
        write(self.calls_file, "")
        if fail:
            more["FAIL"] = json.dumps(fail)
        return subprocess.run(self.words(*words), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
                              env=self.environment(**more), timeout=60 * PATIENCE)

    def calls(self):
        return [json.loads(line) for line in read(self.calls_file).splitlines()]


def told(done):
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


def flat(done):
    return " ".join(done.stderr.split())


def step_of(call):
    """What a call of rsync is for."""
    words = call["words"]
    for word, step in (("--list-only", "list"), ("--dry-run", "compare"), ("--delete-missing-args", "delete"), ("--dirs", "prepare")):
        if word in words:
            return step
    if call["paths"]:
        return "send"
    return "put " + os.path.basename(words[-2]) if words[-2].startswith("/") and "/.rolecast-tmp/" in words[-2] else "get"
