#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `rolecast deploy` looks at before it sends: which folders are no targets, links that are in the way, whose site is there,
whether the tool tells of every file, and whether the output has its own folders. Tools are made up in deploy_trial.py."""
import os
import shutil

from deploy_trial import Trial, flat, step_of, told
from helpers import Tap, build, folder, picture, read, write

tap = Tap()


def check_folders(base):
    """Nothing is asked of a tool, and nothing is written."""
    trial = Trial(base, ["id: live, rsync: ../place"])
    os.symlink("site/content", f"{base}/way-in")
    elsewhere = f"{base}/elsewhere/public"
    assert build(trial.site, out=elsewhere).returncode == 0
    before = picture(base).keys()
    for address, what, words in (
            ("rsync: content", "inside the folder of the site", ()),
            ("rclone: content", "inside the folder of the site", ()),
            ("rsync: themes/default/assets", "inside the folder of the site", ()),
            ("rsync: sent", "inside the folder of the site", ()),
            ("rsync: ../way-in/files", "inside the folder of the site", ()),
            ("rclone: ../site/./x/../content", "inside the folder of the site", ()),
            (f"rsync: {base}/none/../site/content", "inside the folder of the site", ()),
            ("rclone: .", "inside the folder of the site", ()),
            ("rsync: public", "the output folder itself", ()),
            ("rsync: public/sub", "inside the output folder", ()),
            ("rsync: ../elsewhere/public/sub", "inside the output folder", ("--out", elsewhere)),
            ("rsync: ../elsewhere", "holds the site or its output", ("--out", elsewhere)),
            ("rsync: ..", "holds the site or its output", ()),
            ("rclone: /", "holds the site or its output", ()),
            ("git: site-assets/r", "inside the folder of the site", ()),
            ("git: .", "inside the folder of the site", ()),
            (f"git: 'file://{base}/site/site-assets/r'", "inside the folder of the site", ()),
            (f"git: 'file://{base}/%73ite/site-assets/r'", "inside the folder of the site", ())):
        trial.targets([f"id: live, {address}"])
        done = trial.deploy(*words)
        tap.ok(done.returncode == 1 and "[bad-target]" in done.stderr and "content/site.yaml:" in done.stderr and what in flat(done)
               and not trial.calls() and picture(base).keys() - before <= {"calls"}, f"{address} {' '.join(words)}".replace(base, "BASE"), told(done))
    os.makedirs(f"{base}/.git")
    for part in ("HEAD", "objects", "refs"):
        os.makedirs(f"{base}/bare/{part}")
    for address in ("rsync: ../.git", "rclone: ../.git/hooks", "rsync: ../.GIT", "rsync: ../bare", "rclone: ../bare/hooks/more"):
        trial.targets([f"id: live, {address}"])
        done = trial.deploy()
        tap.ok(done.returncode == 1 and "[bad-target]" in done.stderr and "inside what git keeps for itself" in flat(done) and not trial.calls(),
               f"files of a repository: {address}", told(done))
    trial.targets(["id: live, git: ../bare"])
    done = trial.deploy()
    tap.ok(done.returncode == 1 and "a repository inside the checkout of the site" in flat(done) and not trial.calls(),
           "a repository that came with the checkout", told(done))
    trial.targets(["id: live, rsync: ../place"])
    done = trial.deploy()
    tap.ok(done.returncode == 0 and os.path.exists(f"{base}/place/index.html"), "a folder beside the site is fine", told(done))


def check_addresses(base):
    """Which of them are reached through ssh, and what git is told."""
    six = "2001:db8::1"
    trial = Trial(base, [f"id: shell, rsync: 'me@[{six}]:/var/www'", f"id: daemon, rsync: '[{six}]::jobs'", f"id: address, rsync: 'rsync://[{six}]/jobs'",
                         "id: folder, rsync: './../a::b'", f"id: pages, git: 'ssh://git@[{six}]/jobs.git'",
                         f"id: local, git: 'file://{base}/site/way-down/../../r'"])
    os.makedirs(f"{trial.site}/a/b/c")
    os.symlink("a/b/c", f"{trial.site}/way-down")
    for name, is_shell, is_daemon in (("shell", True, False), ("daemon", False, True), ("address", False, True), ("folder", False, False)):
        trial.deploy(name, fail={"number": 1, "status": 1})
        call = trial.calls()[0]
        tap.ok((call["environment"]["RSYNC_RSH"] is not None) == is_shell and any("--contimeout" in word for word in call["words"]) == is_daemon,
               f"IPv6: {name}", call)
    trial.deploy("pages", fail={"number": 1, "status": 1}, GIT_DEFAULT_HASH="sha256")
    call = trial.calls()[0]
    tap.ok(f"ssh://git@[{six}]/jobs.git" in call["words"] and call["environment"]["GIT_DEFAULT_HASH"] == "sha1", "IPv6: git", call)
    trial.deploy("local", fail={"number": 1, "status": 1})
    tap.ok(f"{base}/r" in trial.calls()[0]["words"], "a folder is looked at and sent to by the same path", trial.calls()[0])


def check_links(base):
    """Another's file is never written through a link, and a link is never taken for ours."""
    trial = Trial(base, ["id: live, rsync: ../place", "id: copy, rclone: ../copied"])
    precious = f"{base}/elsewhere/precious"
    write(precious, "precious\n")
    for name, place, tool in (("live", f"{base}/place", "rsync"), ("copy", f"{base}/copied", "rclone")):
        shutil.rmtree(f"{base}/elsewhere/roles", ignore_errors=True)
        assert trial.deploy(name).returncode == 0
        os.remove(f"{place}/index.html")
        os.symlink(precious, f"{place}/index.html")
        done = trial.deploy(name)
        tap.ok(done.returncode == 1 and "[foreign-file]" in done.stderr and "index.html of" in flat(done) and read(precious) == "precious\n"
               and os.path.islink(f"{place}/index.html") and len(trial.calls()) <= 3, f"{tool}: a link in place of a recorded file", told(done))
        write(f"{base}/elsewhere/same", read(f"{trial.site}/public/index.html"))
        os.remove(f"{place}/index.html")
        os.symlink(f"{base}/elsewhere/same", f"{place}/index.html")
        done = trial.deploy(name)
        tap.ok(done.returncode == 1 and "[foreign-file]" in done.stderr, f"{tool}: even one to the same bytes", told(done))
        os.remove(f"{place}/index.html")
        os.symlink(precious, f"{place}/index.html")
        done = trial.deploy(name, "--force")
        tap.ok(done.returncode == 0 and read(precious) == "precious\n" and not os.path.islink(f"{place}/index.html")
               and picture(place) == picture(f"{trial.site}/public"), f"{tool}: --force replaces the link, not what it leads to", told(done))
        shutil.move(f"{place}/roles", f"{base}/elsewhere/roles")
        os.symlink("../elsewhere/roles", f"{place}/roles")
        page = f"{base}/elsewhere/roles/electrician/index.html"
        write(page, "theirs\n")
        done = trial.deploy(name, "--force")
        tap.ok(done.returncode == 1 and "[foreign-file]" in done.stderr and "roles of" in flat(done) and "is a link" in flat(done)
               and read(page) == "theirs\n", f"{tool}: a link in place of a folder, whatever is said", told(done))
        os.remove(f"{place}/roles")
        os.rename(f"{place}/.rolecast-deployed", f"{base}/elsewhere/record")
        os.symlink(f"{base}/elsewhere/record", f"{place}/.rolecast-deployed")
        done = trial.deploy(name, "--force")
        tap.ok(done.returncode == 1 and ".rolecast-deployed of" in flat(done) and "is a link" in flat(done), f"{tool}: a link in place of the record", told(done))
        os.remove(f"{place}/.rolecast-deployed")
        os.rename(f"{base}/elsewhere/record", f"{place}/.rolecast-deployed")
        record = read(f"{place}/.rolecast-deployed")
        write(f"{place}/.rolecast-deployed", record.replace("end\n", "gone.html\nend\n"))
        os.symlink(precious, f"{place}/gone.html")
        done = trial.deploy(name)
        tap.ok(done.returncode == 0 and os.path.islink(f"{place}/gone.html") and read(precious) == "precious\n", f"{tool}: nor is a link deleted", told(done))


def check_sites(base):
    """Two sites, one target."""
    trial = Trial(base, ["id: live, rsync: ../place"])
    place, page = f"{base}/place", f"{base}/place/index.html"
    assert trial.deploy().returncode == 0
    first, plain = read(page), trial.plain
    trial.plain = plain.replace("https://rolecast.example", "https://other.example")
    assert trial.plain != plain
    trial.targets(["id: live, rsync: ../place"])
    done = trial.deploy()
    tap.ok(done.returncode == 1 and "live holds another site: https://rolecast.example [other-site]" in flat(done) and "--force" in done.stderr
           and read(page) == first, "another site's files are not replaced", told(done))
    dry = trial.deploy("--dry-run")
    tap.ok(dry.returncode == 1 and "[other-site]" in dry.stderr and "change index.html" in dry.stdout, "a dry run tells it as well", told(dry))
    done = trial.deploy("--force", fail={"number": 7, "status": 12, "says": "rsync error: connection unexpectedly closed\n"})
    assert done.returncode == 3, told(done)
    done = trial.deploy()
    tap.ok(done.returncode == 1 and "[other-site]" in done.stderr, "nor when a deploy that was to do it was broken off", told(done))
    done = trial.deploy("--force")
    tap.ok(done.returncode == 0 and picture(place) == picture(f"{trial.site}/public"), "but for --force", told(done))
    done = trial.deploy()
    tap.ok(done.returncode == 0 and "nothing to do" in done.stderr, "and now it is this one's", told(done))
    record = read(f"{place}/.rolecast-deployed")
    write(f"{place}/.rolecast-deployed", record.replace("site https://other.example\n", ""))
    done = trial.deploy()
    tap.ok(done.returncode == 0 and read(f"{place}/.rolecast-deployed") == record, "a record that names none is taken as ours", told(done))
    write(f"{place}/.rolecast-deployed", record.replace("https://other.example", "https://\033[2Jevil" + "l" * 1000))
    done = trial.deploy()
    tap.ok(done.returncode == 1 and "\033" not in done.stderr and len(done.stderr) < 2000 and "[other-site]" in done.stderr, "its words are made harmless", told(done))


def check_telling(base):
    """A file of which the tool says nothing may never have arrived."""
    trial = Trial(base, ["id: live, rsync: ../place", "id: bucket, rclone: 's3:jobs'"])
    for name in (";first.txt", " second.txt"):
        write(f"{trial.site}/content/files/{name}", "odd\n")
    assert build(trial.site).returncode == 0
    done = trial.deploy("live")
    tap.ok(done.returncode == 0 and picture(f"{base}/place") == picture(f"{trial.site}/public") and os.path.exists(f"{base}/place/;first.txt"),
           "names that rsync takes for comments", told(done))
    shutil.rmtree(f"{trial.site}/content/files")
    assert build(trial.site).returncode == 0
    done = trial.deploy("live")
    tap.ok(done.returncode == 0 and "2 deleted" in done.stderr and picture(f"{base}/place") == picture(f"{trial.site}/public"), "and are gone again", told(done))
    for name, tool in (("live", "rsync"), ("bucket", "rclone")):
        shutil.rmtree(f"{base}/place", ignore_errors=True)
        done = trial.deploy(name, DEAF="index.html")
        tap.ok(done.returncode == 3 and f"{tool} passes over index.html [deploy-failed]" in flat(done) and len(trial.calls()) <= 2,
               f"{tool}: a file that it does not compare", told(done))
        full = trial.deploy(name, "--dry-run")
        assert full.returncode == 0, told(full)
        done = trial.deploy(name, DEAF="index.html", DEAF_FROM="3")
        last = trial.calls()[-1]
        tap.ok(done.returncode == 3 and f"{tool} passes over index.html [deploy-failed]" in flat(done)
               and (step_of(last) == "compare" if tool == "rsync" else last["words"][0] == "check"), f"{tool}: one that it does not send", told(done))


def check_output(base):
    """A build never makes links: what is behind one is none of the site."""
    trial = Trial(base, ["id: live, rsync: ../place"])
    out = f"{trial.site}/public"
    for place in ("roles", "api/v1"):
        shutil.move(f"{out}/{place}", f"{base}/moved")
        os.symlink(f"{base}/moved", f"{out}/{place}")
        done = trial.deploy()
        tap.ok(done.returncode == 1 and done.stderr.count("[not-built]") == 1 and f"public/{place} is no plain folder" in flat(done) and not trial.calls(),
               f"the output's {place} is a link", told(done))
        os.remove(f"{out}/{place}")
        shutil.move(f"{base}/moved", f"{out}/{place}")
    tap.ok(trial.deploy().returncode == 0, "and a folder again")


for check in (check_folders, check_addresses, check_links, check_sites, check_telling, check_output):
    with folder() as where:
        check(where)
tap.end()
