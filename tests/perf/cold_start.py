#!/usr/bin/env python3
"""cold_start.py IJKPUNT MODEL CASES   how long one `ijkpunt eval` takes, from nothing to its outcome.

The median of many, of processor time (what else runs on the machine does not count) and of the
clock on the wall; beside it the same for a program that does nothing.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 41


def median(command):
    """Processor time and wall-clock time, in milliseconds."""
    used, wall = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall.append(time.perf_counter() - start)
        used.append(usage.ru_utime + usage.ru_stime)
        if status != 0:
            sys.exit(f"{command[0]} failed")
    return statistics.median(used) * 1000, statistics.median(wall) * 1000


def main(program, model, cases):
    with open(cases, encoding="utf-8") as f:
        case = json.load(f)[0]
    case.pop("eigenKracht")  # the model computes it
    with tempfile.NamedTemporaryFile("w", suffix=".json") as facts:
        json.dump(case, facts)
        facts.flush()
        evaluation = [program, "eval", model, "--decision", "eindUren", facts.name]
        for name, command in (("cold start of ijkpunt eval", evaluation), ("of a program that does nothing", ["true"])):
            used, wall = median(command)
            print(f"{name:44} {used:10.1f} ms of processor time, {wall:.1f} ms by the clock")


if __name__ == "__main__":
    main(*sys.argv[1:])
