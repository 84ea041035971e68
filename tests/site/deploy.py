#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`rolecast deploy` with tools that are made up in deploy_trial.py: what they are asked to do and in which order, what they get
to know, and what is said when they fail. Deploys with the real ones are in tests/servers/deploys.py."""
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import time

from deploy_trial import Trial, flat, step_of, told
from helpers import Tap, build, folder, picture, read, write

tap = Tap()


def add_made(out, path):
    """A file more, as if the build had made it."""
    write(f"{out}/{path}", "made\n")
    facts = os.stat(f"{out}/{path}")
    line = f"0 {'0' * 32} {facts.st_size} {facts.st_mtime_ns // 10**9} {facts.st_mtime_ns % 10**9} {path}\n"
    manifest = read(f"{out}/.rolecast-manifest").splitlines(keepends=True)
    write(f"{out}/.rolecast-manifest", "".join([manifest[0], *sorted([*manifest[1:-1], line], key=lambda row: row.split(" ", 5)[-1]), manifest[-1]]))


def role(title):
    return (f"---\ntitle: {title}\ncategory: {{category}}\nupdated: 2026-11-01\ntagline: Words about {title}.\n"
            "tasks:\n  - {task: Count, time: 10, exposure: 40, autonomy: 50, rationale: It is so.}\n---\n## What the job is\n\nCounting.\n")


def check_rsync(base):
    trial = Trial(base, ["id: live, rsync: ../the place"])
    out, place = f"{trial.site}/public", f"{base}/the place"
    add_made(out, ".well-known/security.txt")
    write(f"{out}/stray.txt", "somebody's\n")
    done = trial.deploy("--dry-run")
    tap.ok(done.returncode == 0 and done.stdout.startswith("add    .well-known/security.txt\nadd    404.html\n") and not os.path.exists(place)
           and [step_of(call) for call in trial.calls()] == ["list", "compare"], "a dry run lists all, and only looks", told(done))
    tap.ok("stray.txt" in done.stderr and "stray.txt" not in done.stdout, "a stray file is told", told(done))
    done = trial.deploy()
    calls = trial.calls()
    tap.ok(done.returncode == 0 and re.search(r"deployed to live: \d+ added, \d+ ms\n$", done.stderr), "the first deploy", told(done))
    tap.ok([step_of(call) for call in calls] == ["list", "compare", "prepare", "put .rolecast-deploying", *["send"] * 5,
           "compare", "put .rolecast-deployed", "delete"], "its steps", [step_of(call) for call in calls])
    sent = [call["paths"] for call in calls if step_of(call) == "send"]
    place_of = {path: number for number, paths in enumerate(sent) for path in paths}
    tap.ok(sorted(place_of) == sorted(picture(out).keys() - {"stray.txt"}) and sum(map(len, sent)) == len(place_of),
           "each file is sent once, the stray one and those of ours not", sorted(set(place_of) ^ set(picture(out))))
    tap.ok(all(place_of[path] == 0 for path in place_of if path.startswith("assets/")) and place_of["index.html"] == 4
           and place_of["roles/index.html"] == 3 and place_of["roles/electrician/index.html"] == 2 and place_of["api/v1/roles.json"] == 1,
           "assets, data, pages, indexes, the home page",
           sorted(place_of.items(), key=lambda row: row[1])[:9])
    operands = [call["words"][call["words"].index("--") + 1:] for call in calls]
    tap.ok(all(row[-1] == f"{place}/" for row in operands), "the address is one word, behind --", operands)
    environment = calls[0]["environment"]
    tap.ok(environment["LC_ALL"] == "C" and environment["RSYNC_RSH"] is None, "a folder needs no ssh", environment)
    record = read(f"{place}/.rolecast-deployed")
    tap.ok(record == "rolecast deployed 1\nsite https://rolecast.example\n" + "".join(path + "\n" for path in sorted(place_of)) + "end\n"
           and sorted(picture(place)) == sorted(place_of) and not os.path.exists(f"{place}/.rolecast-tmp"), "the record", record[:200])
    done = trial.deploy()
    tap.ok("live: nothing to do" in done.stderr and [step_of(call) for call in trial.calls()] == ["list", "get", "compare"], "again", told(done))
    done = trial.deploy("--quiet")
    tap.ok(done.returncode == 0 and done.stdout + done.stderr == "", "quiet", told(done))
    os.remove(f"{out}/stray.txt")
    check_deletes(trial, place)
    check_broken_off(trial, place)
    check_records(trial, place)


def check_deletes(trial, place):
    """Old files of ours go last, a few at a time; what others put there stays."""
    slug, path = "counter", f"{trial.site}/content/roles/counter.md"
    text = role("Counter").replace("{category}", re.search(r"categories:.*?id: *([a-z-]+)", trial.plain, re.S)[1])
    write(path, text)
    assert build(trial.site).returncode == 0 and trial.deploy().returncode == 0
    write(f"{place}/theirs.txt", "theirs\n")
    os.remove(path)
    assert build(trial.site).returncode == 0
    before = picture(place)
    dry = trial.deploy("--dry-run", "--max-deletes", "1000")
    planned = re.findall(r"^delete (.*)", dry.stdout, re.M)
    done = trial.deploy("--max-deletes", str(len(planned) - 1))
    tap.ok(done.returncode == 1 and "[too-many-deletes]" in done.stderr and picture(place) == before and f"--max-deletes {len(planned)}" in flat(done),
           "more than --max-deletes are refused", told(done))
    done = trial.deploy("--max-deletes", str(len(planned)))
    steps = [step_of(call) for call in trial.calls()]
    tap.ok(done.returncode == 0 and f"{len(planned)} deleted" in done.stderr and steps.index("delete") > max(
        number for number, step in enumerate(steps) if step == "send"), "so many are deleted, after all that is sent", f"{steps}\n{told(done)}")
    tap.ok(not os.path.exists(f"{place}/roles/{slug}") and os.path.exists(f"{place}/theirs.txt") and "1 file there is not of this site" in done.stderr,
           "with their folders, and nothing of others", told(done))
    write(path, text)
    assert build(trial.site).returncode == 0
    write(f"{place}/roles/{slug}/index.html", "theirs\n")
    done = trial.deploy()
    tap.ok(done.returncode == 1 and "[foreign-file]" in done.stderr and f"roles/{slug}/index.html" in done.stderr
           and read(f"{place}/roles/{slug}/index.html") == "theirs\n", "a file of others in the way is not overwritten", told(done))
    shutil.rmtree(f"{place}/about")
    write(f"{place}/about", "theirs\n")
    barred = trial.deploy("--force")
    tap.ok(barred.returncode == 1 and "about of live is in the way: it is no folder" in flat(barred) and read(f"{place}/about") == "theirs\n",
           "nor is one that stands where a folder must be, whatever is said", told(barred))
    os.remove(f"{place}/about")
    done = trial.deploy("--force")
    tap.ok(done.returncode == 0 and read(f"{place}/roles/{slug}/index.html") != "theirs\n", "but for --force", told(done))
    usual_limit(trial, place)


def usual_limit(trial, place):
    """More than twenty that are more than a tenth."""
    old = [f"old/{number}.html" for number in range(40)]
    for path in old:
        write(f"{place}/{path}", "old\n")
    record = read(f"{place}/.rolecast-deployed")
    for count, fine in ((20, True), (21, False)):
        for path in old:
            write(f"{place}/{path}", "old\n")
        write(f"{place}/.rolecast-deployed", record.replace("end\n", "".join(path + "\n" for path in old[:count]) + "end\n"))
        done = trial.deploy()
        tap.ok((done.returncode == 0) == fine and ("[too-many-deletes]" in done.stderr) != fine, f"{count} deletes without being asked", told(done))
    shutil.rmtree(f"{place}/old")


def check_broken_off(trial, place):
    """Whatever step fails, the next deploy carries on, and knows what is ours."""
    path = f"{trial.site}/content/roles/counter.md"
    for name in ("the first deploy", "one with deletes"):
        if name == "the first deploy":
            shutil.rmtree(place)
        else:
            os.remove(path)
            assert build(trial.site).returncode == 0
        step, wrong = 1, []
        while (done := trial.deploy(fail={"number": step, "status": 12, "says": "rsync error: connection unexpectedly closed\n"})).returncode:
            step += 1
            if "[deploy-broken-off]" not in done.stderr or "carries on" not in flat(done) or step > 30:
                wrong.append(told(done))
                break
        tap.ok(step > 7 and not wrong, f"{name}, broken off {step - 1} times", "\n".join(wrong) or told(done))
        done = trial.deploy()
        hidden = sorted(file for file in os.listdir(place) if file.startswith(".rolecast"))
        tap.ok(picture(place) == picture(f"{trial.site}/public") and "nothing to do" in done.stderr and hidden == [".rolecast-deployed"],
               "and carried on to the end", f"{hidden}\n{told(done)}")


def check_records(trial, place):
    """A record comes from elsewhere: it may be cut short, or name what is none of ours."""
    record = read(f"{place}/.rolecast-deployed")
    write(f"{place}/mine.html", "x\n")
    write(f"{trial.base}/outside.html", "x\n")
    evil = ["../outside.html", "/etc/passwd", ".git/config", "a/../../outside.html", ".rolecast-tmp/x", "", "a//b"]
    write(f"{place}/.rolecast-deployed", record.replace("end\n", "".join(path + "\n" for path in evil) + "mine.html\nend\n"))
    done = trial.deploy()
    deleted = [path for call in trial.calls() if step_of(call) == "delete" for path in call["paths"]]
    tap.ok(done.returncode == 0 and sorted(deleted) == [".rolecast-deploying", ".rolecast-tmp", "mine.html"], "a record that lies", f"{deleted}\n{told(done)}")
    write(f"{place}/cut-short.html", "x\n")
    write(f"{place}/.rolecast-deployed", "rolecast deployed 1\n404.html\nindex.html\ncut-short.html")
    done = trial.deploy()
    tap.ok(done.returncode == 0 and os.path.exists(f"{place}/cut-short.html") and read(f"{place}/.rolecast-deployed") == record,
           "a record that is cut short", told(done))


def check_output(base):
    """Only what a build has made is sent."""
    trial = Trial(base, ["id: live, rsync: ../place"])
    out = f"{trial.site}/public"
    page = f"{out}/roles/electrician/index.html"
    whole = read(page)

    def refuses(id_, words, name):
        done = trial.deploy()
        tap.ok(done.returncode == 1 and f"[{id_}]" in done.stderr and words in flat(done) and not trial.calls(), name, told(done))

    write(page, whole + " ")
    refuses("edited-output", "roles/electrician/index.html was edited by hand", "an edited file")
    write(page, whole)
    tap.ok(trial.deploy("--dry-run").returncode == 0, "a file with another time and the same bytes is fine")
    os.remove(page)
    refuses("not-built", "roles/electrician/index.html is missing", "a missing file")
    os.symlink(f"{base}/elsewhere", page)
    refuses("not-built", "is no plain file", "a link in its place")
    os.remove(page)
    write(page, whole)
    write(f"{out}/.rolecast-journal", "x\n")
    refuses("not-built", "cut short", "a build that was cut short")
    os.remove(f"{out}/.rolecast-journal")
    manifest = read(f"{out}/.rolecast-manifest")
    write(f"{out}/.rolecast-manifest", re.sub(r"(?m)^\d (?=[0-9a-f]{32})", "", manifest.replace("manifest 2", "manifest 1")))
    refuses("not-built", "older rolecast", "a manifest of old")
    write(f"{out}/.rolecast-manifest", manifest[:-4])
    refuses("not-built", "holds no site", "a manifest that is cut short")
    with open(f"{out}/.rolecast-lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = trial.deploy()
        tap.ok(done.returncode == 3 and "[locked]" in done.stderr, "while a build is at work", told(done))
    for words, shown in ((("--drafts",), "--drafts"), (("--drafts", "--model", "spread=5"), "--drafts --model spread=5")):
        assert build(trial.site, *words).returncode == 0
        refuses("other-build", f"was built with {shown}", f"built with {shown}")
        tap.ok(trial.deploy("--dry-run", *words).returncode == 0, "and meant so")
    assert build(trial.site).returncode == 0
    done = trial.deploy("--drafts")
    tap.ok(done.returncode == 1 and "was built without --drafts" in done.stderr, "built without what is meant", told(done))
    write(f"{trial.site}/content/roles/broken.md", "---\ntitel: [\n---\n")
    tap.ok(trial.deploy("--dry-run").returncode == 0, "mistakes elsewhere do not matter")
    write(f"{trial.site}/content/site.yaml", trial.plain + "\ndeploy: [{id: live, rsync: ../place, rclone: 'x:y'}]\n")
    refuses("bad-target", "one address", "mistakes in site.yaml do")
    write(f"{trial.site}/content/site.yaml", trial.plain + "\ndeploy: [{id: live, rsync: public}]\n")
    refuses("bad-target", "is the output folder itself", "nor is it sent into itself")


def check_failures(base):
    trial = Trial(base, ["id: live, rsync: 'me@jobs.example:/jobs/'", "id: bucket, rclone: 's3:jobs'", "id: pages, git: 'git@jobs.example:jobs.git'"])
    for name, fail, id_, words in (
            ("live", {"says": "me@jobs.example: Permission denied (publickey).\n", "status": 255}, "deploy-refused", "does not let us in"),
            ("live", {"says": "Host key verification failed.\n", "status": 255}, "deploy-refused", "ssh does not know"),
            ("live", {"says": 'rsync: mkstemp "x" failed: Permission denied (13)\n', "status": 1}, "deploy-refused", "does not let us write"),
            ("live", {"says": "rsync: write failed: No space left on device (28)\n", "status": 11}, "deploy-refused", "no room left"),
            ("live", {"says": "ssh: connect to host jobs.example port 22: Connection refused\n", "status": 255}, "deploy-broken-off", "nobody listens"),
            ("live", {"says": "rsync error: timeout in data send/receive (code 30)\n", "status": 30}, "deploy-broken-off", "--timeout waits longer"),
            ("live", {"says": "ssh: Could not resolve hostname x: Name or service not known\n", "status": 255}, "deploy-broken-off", "nobody knows"),
            ("live", {"says": 'rsync: [sender] change_dir "/jobs" failed: Not a directory (20)\n', "status": 20}, "deploy-refused", "is a file, not a folder"),
            ("live", {"says": "The temp-dir does not exist: .rolecast-tmp\n", "status": 1}, "deploy-broken-off", "another deploy is at work"),
            ("live", {"says": 'rsync: mkstemp ".rolecast-tmp/.x" failed: No such file or directory (2)\n', "status": 12}, "deploy-broken-off", "another deploy"),
            ("live", {"says": "rsync: --delete-missing-args: unknown option\n", "status": 1}, "deploy-failed", "rsync 3.1"),
            ("live", {"says": "\033[2Jsomething \xff odd\a\n", "status": 99}, "deploy-failed", "note: ?[2Jsomething"),
            ("live", {"status": 99}, "deploy-failed", "and said nothing"),
            ("bucket", {"says": 'Failed to create file system for "s3:jobs": didn\'t find section in config file\n', "status": 1}, "deploy-refused", "rclone listremotes"),
            ("bucket", {"says": "ERROR : x: Failed to copy: AccessDenied: Access Denied\n", "status": 1}, "deploy-refused", "does not let us in"),
            ("bucket", {"says": "Failed to check: dial tcp: connection refused\n", "prints": "! index.html\n", "status": 1}, "deploy-broken-off", "nobody listens"),
            ("bucket", {"says": 'Failed to create file system for "x": is a file not a directory\n', "status": 1}, "deploy-refused", "is a file, not a folder"),
            ("pages", {"word": "ls-remote", "says": "fatal: the server is odd\nfatal: the remote end hung up unexpectedly\n", "status": 128}, "deploy-broken-off",
             "was lost on the way"),
            ("pages", {"word": "ls-remote", "says": "fatal: mismatched algorithms: client sha1; server sha256\nfatal: the remote end hung up unexpectedly\n",
                       "status": 128}, "deploy-refused", "by another hash"),
            ("pages", {"word": "ls-remote", "says": "fatal: Authentication failed for 'x'\n", "status": 128}, "deploy-refused", "does not let us in"),
            ("pages", {"word": "ls-remote", "says": "ERROR: Repository not found.\n", "status": 128}, "deploy-refused", "no repository")):
        done = trial.deploy(name, fail={"number": 1, **fail})
        tap.ok(done.returncode == 3 and f"[{id_}]" in done.stderr and words in flat(done) and "\033" not in done.stderr
               and len(trial.calls()) == 1, f"{name}: {(fail.get('says') or 'nothing').strip()!r}", told(done))
    environment = trial.calls()[0]["environment"]
    tap.ok(environment["GIT_TERMINAL_PROMPT"] == "0" and "BatchMode=yes" in environment["GIT_SSH_COMMAND"] and environment["GIT_DIR"] is None
           and environment["GIT_ALLOW_PROTOCOL"] == "file:git:http:https:ssh", "git never asks", environment)
    trial.deploy("live", fail={"number": 1, "status": 1}, RSYNC_PASSWORD="hunter2")
    tap.ok("BatchMode=yes" in trial.calls()[0]["environment"]["RSYNC_RSH"], "nor does ssh", trial.calls()[0]["environment"])
    trial.deploy("live", fail={"number": 1, "status": 1}, RSYNC_RSH="ssh -p 2222")
    tap.ok(trial.calls()[0]["environment"]["RSYNC_RSH"] == "ssh -p 2222", "a shell of the user's own is left alone", trial.calls()[0]["environment"])
    done = trial.deploy("bucket", PATH=f"{base}/none")
    tap.ok(done.returncode == 3 and "[no-tool]" in done.stderr and "install the package rclone" in flat(done), "a tool that is not installed", told(done))


def check_rclone(base):
    trial = Trial(base, ["id: bucket, rclone: 's3:jobs'"])
    for hashes, name in ((None, "with hashes"), ("1", "without")):
        shutil.rmtree(f"{base}/remote", ignore_errors=True)
        more = {"NO_HASH": hashes} if hashes else {}
        done = trial.deploy(**more)
        commands = [call["words"][0] for call in trial.calls()]
        tap.ok(done.returncode == 0 and commands == ["check"] * (2 if hashes else 1) + ["copyto", *["copy"] * 5, "check", "copyto", "delete"]
               and picture(f"{base}/remote/jobs") == picture(f"{trial.site}/public"), f"rclone, {name}: the steps", f"{commands}\n{told(done)}")
        page = f"{base}/remote/jobs/index.html"
        write(page, read(page).replace("<html", "<HTML"))
        done = trial.deploy(**more)
        downloads = [call for call in trial.calls() if "--download" in call["words"]]
        tap.ok(done.returncode == 0 and "1 changed" in done.stderr and picture(f"{base}/remote/jobs") == picture(f"{trial.site}/public")
               and bool(downloads) == bool(hashes), f"rclone, {name}: an edit of the same size is seen", told(done))
    for path in ("index.html.1a2b3c4d.partial", "theirs.html.1a2b3c4d.partial", "index.html.partial"):
        write(f"{base}/remote/jobs/{path}", "half\n")
    done = trial.deploy()
    tap.ok("1 deleted" in done.stderr and "2 files there are not of this site" in done.stderr, "what rclone left when it was killed goes", told(done))
    done = trial.deploy(RCLONE_VERBOSE="2")
    tap.ok("nothing to do" in done.stderr and trial.calls()[0]["environment"]["RCLONE_VERBOSE"] is None, "how loud it is, is ours", told(done))
    write(f"{base}/remote/jobs/index.html", "lost\n")
    done = trial.deploy(fail={"word": "copy", "status": 0})
    tap.ok(done.returncode == 3 and "[deploy-differs]" in done.stderr and "index.html of bucket is not what was sent" in flat(done),
           "what gets lost on the way is seen", told(done))


def check_git(base):
    """Our push comes second: a made-up git answers each question."""
    trial = Trial(base, ["id: pages, git: 'git@jobs.example:jobs.git'"])
    write(f"{base}/bin/git", f"#!/bin/sh\necho \"$*\" >> {base}/git-calls\ncase \" $* \" in\n"
          "*' ls-remote '*) exit 2 ;;\n*' --stdin-paths '*) while read -r path; do echo 0123456789012345678901234567890123456789; done ;;\n"
          "*' push '*) echo ' ! [rejected] 0123 -> gh-pages (fetch first)' >&2; exit 1 ;;\n"
          "*) echo 0123456789012345678901234567890123456789 ;;\nesac\n")
    done = trial.deploy()
    calls = read(f"{base}/git-calls")
    tap.ok(done.returncode == 3 and "[deploy-moved]" in done.stderr, "who pushed first is not overwritten", told(done))
    push = next(line for line in calls.splitlines() if " push " in line)
    tap.ok("force" not in push and " +" not in push and "-- git@jobs.example:jobs.git 0123456789012345678901234567890123456789:refs/heads/gh-pages" in push
           and "core.hooksPath=/dev/null" in push, "the push is a plain one, without hooks", push)


def check_signals(base):
    trial = Trial(base, ["id: live, rsync: ../place"])
    start = time.monotonic()
    done = trial.deploy("--dry-run", fail={"number": 1, "sleep": -1})
    tap.ok(done.returncode == 0 and time.monotonic() - start < 10, "what a tool leaves running in the background is not waited for", told(done))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        write(trial.calls_file, "")
        process = subprocess.Popen(trial.words(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=trial.environment(FAIL=json.dumps({"number": 3, "sleep": 30})))
        while len(read(trial.calls_file).splitlines()) < 3 and process.poll() is None:
            time.sleep(0.02)
        start = time.monotonic()
        process.send_signal(number)
        said = process.communicate()[1]
        tap.ok(process.returncode == 3 and "[interrupted]" in said and "carries on" in " ".join(said.split()) and time.monotonic() - start < 8,
               f"stopped by {number.name}", said)
    done = trial.deploy()
    tap.ok(done.returncode == 0 and picture(f"{base}/place") == picture(f"{trial.site}/public"), "and carried on", told(done))


def check_limits(base):
    """What its host does not take is not sent, whatever the build was told of hosts."""
    trial = Trial(base, ["id: live, rsync: ../place"])
    os.makedirs(f"{trial.site}/content/files")
    with open(f"{trial.site}/content/files/large.bin", "wb") as file:
        file.truncate(26 << 20)
    assert build(trial.site).returncode == 0
    with open(f"{trial.site}/content/site.yaml", "a", encoding="utf-8") as file:
        file.write("host: cloudflare-pages\n")
    done = trial.deploy()
    tap.ok(done.returncode == 1 and "[host-limit]" in done.stderr and "large.bin: 26.0 MiB" in done.stderr and not trial.calls(),
           "a file that is too large for the host", told(done))


for check in (check_rsync, check_output, check_limits, check_failures, check_rclone, check_git, check_signals):
    with folder() as where:
        check(where)
tap.end()
