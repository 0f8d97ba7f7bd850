#!/usr/bin/env python3
"""cold_start.py IJKPUNT MODEL CASES   how long one `ijkpunt eval` takes, from nothing to its outcome.

The median of many, of wall-clock time; beside it the same for a program that does nothing.
"""
import json
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 41


def median(command):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(program, model, cases):
    with open(cases, encoding="utf-8") as f:
        case = json.load(f)[0]
    case.pop("eigenKracht")  # the model computes it
    with tempfile.NamedTemporaryFile("w", suffix=".json") as facts:
        json.dump(case, facts)
        facts.flush()
        evaluation = [program, "eval", model, "--decision", "eindUren", facts.name]
        for name, command in (("cold start of ijkpunt eval", evaluation), ("of a program that does nothing", ["true"])):
            print(f"{name:44} {median(command) * 1000:10.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
