# SPDX-License-Identifier: MIT
"""Commands besides `build` that are struck: `snapshot`, and `deploy` by each tool."""
import json
import os
import shutil
import subprocess
import sys

from faults import BUILD, FOREIGN, ROOT, BuildScene, Scene, faults_in_site, keep, look, make_content, read, run, tell, words_of, write

sys.path.insert(0, f"{ROOT}/tests/site")
from deploy_trial import FAKE  # noqa: E402  pylint: disable=wrong-import-position


class SnapshotScene(Scene):
    def __init__(self, base, name, *more, has_old=False):
        super().__init__(base, name, ("snapshot", "first", "--as-of", "2026-11-21", "--quiet", "-j1", *more))
        self.has_old, self.before, self.after = has_old, {}, {}

    def prepare(self):
        site = f"{self.stock}/site"
        make_content(site, "new")
        if self.has_old:
            write(f"{site}/content/editions/first.yaml", "")
            os.remove(f"{site}/content/editions/first.yaml")
            done = run(words_of(site, "snapshot", "first", "--as-of", "2026-10-01", "--quiet"))
            assert done.returncode == 0, done.stderr
        self.before = look(f"{site}/content")
        lane = self.reset(0)
        done = self.call(lane)
        assert done.returncode == 0, done.stderr
        self.after = look(f"{lane}/site/content")
        assert self.before != self.after

    def seen(self, lane):
        """A run that was killed leaves a hidden file, which nothing reads."""
        return {path: key for path, key in look(f"{lane}/site/content").items() if "/.rolecast-" not in path}

    def faults(self, lane):
        seen = self.seen(lane)
        return [] if seen in (self.before, self.after) else [f"content is neither as before nor as after: {sorted(seen)}"]

    def is_done(self, lane):
        return self.seen(lane) == self.after

    def heal(self, lane):
        if self.is_done(lane) and not self.has_old:
            return []
        done = self.call(lane)
        healed = done.returncode == 0 and self.is_done(lane)
        return [] if healed else [f"the next snapshot says {done.returncode} {done.stderr}"]


class DeployScene(Scene):
    """The old version is at the target, the new one is built."""

    def __init__(self, base, name, kind, is_first=False, tools="real"):
        super().__init__(base, name, ("deploy", "live"))
        self.kind, self.is_first, self.tools = kind, is_first, tools
        self.old, self.new, self.foreign = {}, {}, {}
        self.environment = {"HOME": "@", "GIT_CONFIG_NOSYSTEM": "1", "RCLONE_CONFIG": "@/rclone.conf"}
        if tools == "fake":
            self.environment.update({"PATH": f"@/bin:{os.environ['PATH']}", "CALLS": "@/calls", "REMOTE": "@/remote"})

    def address(self):
        return {"rsync": "rsync: ../target/", "rclone": "rclone: ../target", "git": "git: ../target"}[self.kind]

    def prepare(self):
        site, more = f"{self.stock}/site", f"deploy:\n  - {{id: live, {self.address()}}}\n"
        write(f"{self.stock}/rclone.conf", "")
        if self.tools == "fake":
            write(f"{self.stock}/bin/{self.kind}", FAKE.format(python=shutil.which("python3")))
            os.chmod(f"{self.stock}/bin/{self.kind}", 0o755)
            write(f"{self.stock}/calls", "")
        if self.kind == "git":
            subprocess.run(["git", "init", "--quiet", "--bare", f"{self.stock}/target"], check=True)
        for version in ("new",) if self.is_first else ("old", "new"):
            make_content(site, version, more)
            done = run(words_of(site, *BUILD))
            assert done.returncode == 0, done.stderr
            if version == "old":
                done = self.call(self.stock)
                assert done.returncode == 0, done.stderr
                self.old = look(f"{site}/public")
        self.new = look(f"{site}/public")
        if self.kind != "git":
            for path, data in FOREIGN.items():
                write(f"{self.stock}/target/{path}", data)
            self.foreign = {path: keep(data) for path, data in FOREIGN.items()}

    def there(self, lane):
        if self.kind != "git":
            return look(f"{lane}/target")
        has_branch = subprocess.run(["git", "-C", f"{lane}/target", "rev-parse", "--quiet", "--verify", "gh-pages"],
                                    stdout=subprocess.DEVNULL, check=False).returncode == 0
        checkout = f"{lane}/checkout"
        shutil.rmtree(checkout, ignore_errors=True)
        os.makedirs(checkout)
        if has_branch:
            with subprocess.Popen(["git", "-C", f"{lane}/target", "archive", "gh-pages"], stdout=subprocess.PIPE) as archive:
                subprocess.run(["tar", "-x", "-C", checkout], stdin=archive.stdout, check=True)
        return look(checkout)

    def faults(self, lane):
        seen = self.there(lane)
        found = faults_in_site(seen, self.old, self.new, self.foreign) if seen else []
        if self.kind == "git" and seen not in (self.old, self.new):
            found.append("the branch is neither old nor new")
        if look(f"{lane}/site/public") != self.new:
            found.append("the output was touched")
        return found

    def is_done(self, lane):
        return self.there(lane) == {**self.new, **self.foreign}

    def heal(self, lane):
        done = self.call(lane)
        found = [] if done.returncode == 0 else [f"the next deploy says {done.returncode} {done.stderr}"]
        if not self.is_done(lane):
            found.append("the next deploy does not heal")
        left = [name for name in os.listdir(f"{lane}/site/public") if name.startswith(".rolecast-") and name not in
                (".rolecast-lock", ".rolecast-manifest")]
        if left:
            found.append(f"the next deploy leaves {left}")
        if self.kind != "git":
            left = [name for name in os.listdir(f"{lane}/target") if name.startswith(".rolecast-") and name != ".rolecast-deployed"]
            found += [f"the next deploy leaves {left} at the target"] if left else []
        return found

    def tool_calls(self, lane):
        """Of a made-up tool, in one deploy."""
        return [json.loads(line) for line in read(f"{lane}/calls").splitlines()]


class LongScene(BuildScene):
    """tasks.csv is so long that it is written in parts; two sites of that size, one with another title for each role."""

    def make(self, site, version):
        make_content(site, version)
        shutil.rmtree(f"{site}/content/roles")
        for number in range(4):
            lines = "".join(f"  - {{task: 'Task {task} {'x' * 900}', time: 1, exposure: 40, autonomy: 50, rationale: It is so.}}\n"
                            for task in range(190))
            write(f"{site}/content/roles/role-{number}.md",
                  f"---\ntitle: Role {number} {version}\ncategory: office\nupdated: 2026-01-02\ntagline: Long.\ntasks:\n{lines}---\n## It\n\nText.\n")


def fake_failures(tap, base):
    """The tool itself fails at each of its calls."""
    for kind in ("rsync", "rclone"):
        scene = DeployScene(base, f"a made-up {kind} that fails", kind, tools="fake")
        scene.prepare()
        lane = scene.reset(1)
        write(f"{lane}/calls", "")
        done = scene.call(lane)
        assert done.returncode == 0, done.stderr
        count, bad = len(scene.tool_calls(lane)), []
        for number in range(1, count + 1):
            lane = scene.reset(1)
            write(f"{lane}/calls", "")
            fail = json.dumps({"number": number, "status": 11, "says": "no room is left over there\n"})
            done = run(scene.command(lane), None, {**{key: value.replace("@", lane) for key, value in scene.environment.items()}, "FAIL": fail})
            faults = scene.faults(lane)
            if done.returncode == 0:  # folders that stay because they are not empty are no failure
                faults += [] if scene.is_done(lane) else ["status 0, but it is not done"]
            elif done.returncode != 3 or "no room is left over there" not in done.stderr:
                faults.append(f"it is not told: {done.returncode} {done.stderr}")
            write(f"{lane}/calls", "")
            faults += scene.heal(lane)
            bad += [(f"call {number}", faults)] if faults else []
        tell(tap, scene, "nothing is lost when the tool fails", count, bad, f"{count} calls, each failed once")


def tools():
    return [kind for kind in ("rsync", "rclone", "git") if shutil.which(kind)]
