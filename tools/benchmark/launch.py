# SPDX-License-Identifier: MIT
"""Runs programs for run.py, one line of JSON each way.

The system counts towards a program's peak memory what the process held that started it. So this process stays small, and starts
them: its own 10 MB are the least that can be told."""
import json
import os
import signal
import sys
import time


def start(command, root, said):
    """In the child: the program, below ROOT where one is given, with its complaints into SAID."""
    try:
        nothing = os.open("/dev/null", os.O_RDWR)
        for target, source in ((0, nothing), (1, nothing), (2, said)):
            os.dup2(source, target)
        if root:
            os.chroot(root)
            os.chdir("/")
        os.execvp(command[0], command)
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
    os._exit(127)


def run(command, root):
    out, into = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        start(command, root, into)
    os.close(into)
    message = b""
    while part := os.read(out, 65536):
        message += part
    os.close(out)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    scale = 1 if sys.platform == "darwin" else 1024
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * scale / 1e6,
            "status": os.waitstatus_to_exitcode(status), "message": message.decode(errors="replace")[:4000]}


signal.signal(signal.SIGINT, signal.SIG_DFL)  # the other end tells of an interruption
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(run(asked["command"], asked["root"])), flush=True)
