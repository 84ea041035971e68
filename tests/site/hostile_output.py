#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whoever may write into the output folder has left things there before a build begins: notes that name files elsewhere, links,
pipes, folders where files belong. Nothing outside the folder is written, removed or sent, and nothing hangs."""
import hashlib
import os
import resource
import subprocess

from helpers import BINARY, PATIENCE, Tap, build, claim, folder, make_site, picture, read, write

tap = Tap()


def line(path, text, order=2):
    """An entry of a manifest that fits the file as it is."""
    facts = os.stat(path)
    second, nano = divmod(facts.st_mtime_ns, 10**9)
    return f"{order} {'0' * 32} {facts.st_size} {second} {nano} {text}\n"


def forged(out, lines):
    """The manifest as the last build left it, with lines of somebody else's."""
    path = f"{out}/.rolecast-manifest"
    text = read(path)
    write(path, text[:-len("end\n")] + lines + "end\n")


def touch_site(site, word):
    path = f"{site}/content/site.yaml"
    write(path, "\n".join(f"title: {word}" if line.startswith("title:") else line for line in read(path).split("\n")))


def outside_stays(base, name, prepare, status=(0, 1)):
    """Builds over what `prepare` left; the files outside are as they were."""
    site, victim = f"{base}/site", f"{base}/victim"
    subprocess.run(["rm", "-rf", f"{site}/public", victim, f"{base}/clean"], check=True)
    write(f"{victim}/secret", "of value")
    write(f"{victim}/roles/index.html", "of value")
    os.link(f"{victim}/secret", f"{victim}/linked")
    touch_site(site, "Before")
    build(site)
    prepare(f"{site}/public", victim)
    before = picture(victim)
    touch_site(site, "After")
    try:
        done = subprocess.run([BINARY, "-C", site, "build", "--as-of", "2026-11-21", "--quiet", "--no-cards"], capture_output=True, text=True, check=False,
                              timeout=60 * PATIENCE)
    except subprocess.TimeoutExpired:
        tap.ok(False, f"{name}: ends")
        return
    tap.ok(picture(victim) == before and done.returncode in status, f"{name}: nothing outside is touched, status {done.returncode}",
           f"{done.stderr}\n{before}\n{picture(victim)}")


def replace(path, make):
    if os.path.islink(path) or os.path.isfile(path):
        os.remove(path)
    elif os.path.isdir(path):
        subprocess.run(["rm", "-rf", path], check=True)
    make(path)


def link_to(target):
    return lambda path: os.symlink(target, path)


def journal_of(*paths):
    """The start page's bytes, claimed for each path; what stands there has them."""
    def prepare(out, victim):
        for name in ("secret", "roles/index.html"):
            write(f"{victim}/{name}", read(f"{out}/index.html"))
        write(f"{out}/.rolecast-journal", "".join(claim(out, "index.html", path.format(victim=victim)) for path in paths))
    return prepare


def manifest_of(path):
    def prepare(out, victim):
        forged(out, line(f"{victim}/secret", path.format(victim=victim)))
    return prepare


def odd_of(path):
    """A name that is no page's, as if it were ours."""
    def prepare(out, victim):
        write(f"{out}/{path}", "odd")
        forged(out, line(f"{out}/{path}", path))
    return prepare


def stale_behind_link(out, victim):
    """A folder that the manifest has files in became a link to somebody's folder of the same names."""
    os.makedirs(f"{out}/gone")
    write(f"{out}/gone/secret", "of value")
    forged(out, line(f"{victim}/secret", "gone/secret"))
    replace(f"{out}/gone", link_to(victim))


def journal_behind_link(out, victim):
    os.symlink(victim, f"{out}/gone")
    journal_of("gone/secret", "gone/roles/index.html")(out, victim)


def told(base, name, prepare, words, status):
    """A build over what `prepare` left ends, takes little memory and says these words."""
    site = f"{base}/site"
    subprocess.run(["rm", "-rf", f"{site}/public"], check=True)
    touch_site(site, "Before")
    build(site)
    prepare(f"{site}/public")
    touch_site(site, "After")
    with open(f"{base}/told", "w+", encoding="utf-8") as output:
        with subprocess.Popen([BINARY, "-C", site, "build", "--as-of", "2026-11-21", "--quiet", "--no-cards"], stdout=output, stderr=output,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60 * PATIENCE, 60 * PATIENCE))) as program:
            _, ended, usage = os.wait4(program.pid, 0)
            program.returncode = os.waitstatus_to_exitcode(ended)
    said = read(f"{base}/told")
    megabytes = usage.ru_maxrss >> 10
    tap.ok(program.returncode == status and words in said and megabytes < 700, f"{name}: status {status}, told, in little memory",
           f"status {program.returncode}, {megabytes} MB\n{said}")
    subprocess.run(["rm", "-rf", f"{site}/public"], check=True)


def sparse(path, size):
    with open(path, "w", encoding="utf-8") as out:
        out.truncate(size)


def hollow(out, name, size):
    """A page that takes no room on the disk, and is as long as the manifest says."""
    sparse(f"{out}/{name}", size)
    lines = read(f"{out}/.rolecast-manifest").split("\n")
    for number, entry in enumerate(lines):
        words = entry.split(" ", 5)
        if words[-1] == name:
            lines[number] = " ".join([*words[:2], str(size), *words[3:]])
    write(f"{out}/.rolecast-manifest", "\n".join(lines))


def check_odd_addresses(base):
    """What a page may be called, its notes may, too: the next build knows its own files."""
    site, settings = f"{base}/site", f"{base}/site/content/site.yaml"
    before = read(settings)
    write(settings, before + "\nredirects:\n  - {from: \"/old\u200f/\", to: /roles/}\n")
    done = []
    for word in ("Before", "After"):
        touch_site(site, word)
        done.append(build(site))
    tap.ok(all(each.returncode == 0 for each in done), "an address with a mark of direction is built twice", [each.stderr for each in done])
    write(settings, before)
    subprocess.run(["rm", "-rf", f"{site}/public"], check=True)


def nested(path, depth):
    """Deeper than a path can say at once."""
    here = os.open(path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("x", dir_fd=here)
        next_one = os.open("x", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = next_one
    os.close(here)


with folder("/dev/shm" if os.path.isdir("/dev/shm") else None) as base:
    make_site(f"{base}/site")
    for path in ("../victim/secret", "{victim}/secret", "roles/../../../victim/secret", "./../../victim/secret", "roles//../../../victim/secret"):
        outside_stays(base, f"a manifest that names {path.format(victim='/…/victim')}", manifest_of(path))
    for path in (".git/config", "roles/.GIT/hooks/post-checkout", "roles/.rolecast-lock"):
        outside_stays(base, f"a manifest that names {path}", odd_of(path), (1,))  # not believed: all that is there is somebody's
    outside_stays(base, "a journal that names files elsewhere", journal_of("../../victim/secret", "{victim}/secret", "roles/../../../victim/roles/index.html"))
    outside_stays(base, "a manifest of a file behind a link", stale_behind_link)
    outside_stays(base, "a journal of a file behind a link", journal_behind_link)
    outside_stays(base, "roles/ is a link", lambda out, victim: replace(f"{out}/roles", link_to(f"{victim}/roles")), (1,))
    outside_stays(base, "index.html is a link", lambda out, victim: replace(f"{out}/index.html", link_to(f"{victim}/secret")), (0, 1))
    outside_stays(base, "index.html is another name of a file elsewhere", lambda out, victim: replace(f"{out}/index.html", lambda path: os.link(f"{victim}/secret", path)))
    for name in (".rolecast-manifest", ".rolecast-journal", ".rolecast-lock"):
        outside_stays(base, f"{name} is a link", lambda out, victim, name=name: replace(f"{out}/{name}", link_to(f"{victim}/secret")), (0, 1, 3))
        outside_stays(base, f"{name} is another name of a file elsewhere", lambda out, victim, name=name: replace(f"{out}/{name}", lambda path: os.link(f"{victim}/secret", path)), (0, 1, 3))
        outside_stays(base, f"{name} is a pipe", lambda out, victim, name=name: replace(f"{out}/{name}", os.mkfifo), (0, 1, 3))
        outside_stays(base, f"{name} is a folder", lambda out, victim, name=name: replace(f"{out}/{name}", os.mkdir), (0, 1, 3))
        outside_stays(base, f"{name} is endless", lambda out, victim, name=name: replace(f"{out}/{name}", link_to("/dev/zero")), (0, 1, 3))
    for name in (".rolecast-tmp", ".rolecast-new"):
        outside_stays(base, f"{name} is a link to a folder", lambda out, victim, name=name: replace(f"{out}/{name}", link_to(victim)), (0, 3))
        outside_stays(base, f"{name} holds links", lambda out, victim, name=name: (os.makedirs(f"{out}/{name}"), os.symlink(victim, f"{out}/{name}/0"), os.symlink(f"{victim}/secret", f"{out}/{name}/state")))
    outside_stays(base, "index.html is a pipe", lambda out, victim: replace(f"{out}/index.html", os.mkfifo), (0, 1))
    outside_stays(base, "index.html is a folder with things in it", lambda out, victim: replace(f"{out}/index.html", lambda path: (os.mkdir(path), write(f"{path}/x", "x"))), (1, 3))
    outside_stays(base, "a manifest of line ends", lambda out, victim: write(f"{out}/.rolecast-manifest", "rolecast manifest 2 " + "0" * 32 + "\n" * 5_000_000 + "end\n"), (0, 1))
    for seed in range(20):
        noise = hashlib.sha256(str(seed).encode()).digest() * 40
        outside_stays(base, f"notes of noise {seed}", lambda out, victim, noise=noise: (write(f"{out}/.rolecast-journal", noise), write(f"{out}/.rolecast-manifest", noise)), (0, 1))
    told(base, "a page of a gigabyte", lambda out: sparse(f"{out}/index.html", 1 << 30), "public/index.html was edited by hand; that is overwritten", 0)
    told(base, "a page of eight terabytes that the notes know", lambda out: hollow(out, "index.html", 8 << 40), "public/index.html was edited by hand", 0)
    check_odd_addresses(base)
    for name in (".rolecast-manifest", ".rolecast-journal"):
        told(base, f"{name} of a gigabyte", lambda out, name=name: sparse(f"{out}/{name}", 1 << 30), f"public/{name}: File too large", 3)
    told(base, "leftovers deeper than a program can hold open", lambda out: (os.mkdir(f"{out}/.rolecast-tmp"), nested(f"{out}/.rolecast-tmp", 2000)),
         "public/.rolecast-tmp: File name too long", 3)
tap.end()
