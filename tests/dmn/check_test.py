#!/usr/bin/env python3
"""check_test IJKPUNT FOLDER [MODELS...]   test `ijkpunt check`; prints TAP.

FOLDER/x.expected is what `ijkpunt check x.dmn` prints, run in FOLDER. The models in the
other folders are checked too: any of them may have findings, none may crash or take long.
"""
import json
import os
import pathlib
import subprocess
import sys
import time

SECONDS = 10  # for one model under the sanitizers, on a busy machine


class Tap:
    def __init__(self):
        self.number = self.bad = 0

    def case(self, name, fault):
        self.number += 1
        self.bad += bool(fault)
        print("not ok" if fault else "ok", self.number, "-", name)
        for line in str(fault or "").splitlines():
            print("#", line)


def run(program, *arguments, folder=".", **environment):
    return subprocess.run([program, "check", *arguments], cwd=folder, text=True, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          env={**os.environ, **environment})


def expected_status(text):
    """The exit status that goes with what was printed for one model."""
    if "  does not load" in text:
        return 3
    return 0 if ", 0 errors, 0 warnings" in text else 1


def check_expected(tap, program, folder):
    for path in sorted(folder.glob("*.dmn")):
        want = path.with_suffix(".expected").read_text(encoding="utf-8")
        done = run(program, path.name, folder=folder)
        fault = "" if done.stdout == want else f"it prints:\n{done.stdout}{done.stderr}"
        if not fault and done.returncode != expected_status(want):
            fault = f"exit status {done.returncode}, not {expected_status(want)}"
        tap.case(f"check {path.name}", fault)
        tap.case(f"check {path.name} as JSON", json_fault(program, path, want))


def json_fault(program, path, want):
    done = run(program, "--json", path.name, folder=path.parent)
    answer = json.loads(done.stdout)
    counts = f"{answer['errors']} error", f"{answer['warnings']} warning", f"{answer['notes']} note"
    for count in counts:
        if count not in want:
            return f"{count} is not in the text"
    model = answer["files"][0]
    if len(model["findings"]) != answer["errors"] + answer["warnings"] + answer["notes"]:
        return f"{len(model['findings'])} findings"
    for finding in model["findings"]:
        if finding["message"] not in want or finding["hint"] not in want:
            return f"not in the text: {finding}"
    return ""


def check_call(tap, program, folder):
    for name, arguments, status, says in (
            ("help", ["--help"], 0, "Example: ijkpunt check"),
            ("no model", [], 2, "a model expected"),
            ("an option that does not exist", ["--gaps", "gap.dmn"], 2, "\"--gaps\" is not an option"),
            ("a file that does not exist", ["none.dmn"], 4, "could not open"),
            ("a file that is no model", ["gap.expected"], 3, "does not load"),
            ("the worst of several files", ["gap.dmn", "none.dmn", "uses.dmn"], 4, "3 files"),
            ("at most 50 findings", ["dead.dmn"] * 7, 1, "6 not shown")):
        done = run(program, *arguments, folder=folder, TERM="xterm")
        text = done.stdout + done.stderr
        fault = ""
        if done.returncode != status or says not in text or "\033" in text:
            fault = f"exit status {done.returncode}, not {status}:\n{text}"
        tap.case(name, fault)


def check_models(tap, program, folders):
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*.dmn")):
            start = time.monotonic()
            done = run(program, str(path))
            took = time.monotonic() - start
            fault = ""
            if done.returncode not in (0, 1, 3):
                fault = f"exit status {done.returncode}\n{done.stderr}"
            elif took > SECONDS:
                fault = f"it takes {took:.1f} s"
            tap.case(f"check {path.name}", fault)


def main(program, folder, *folders):
    tap = Tap()
    program = str(pathlib.Path(program).resolve())
    check_expected(tap, program, pathlib.Path(folder))
    check_call(tap, program, folder)
    check_models(tap, program, folders)
    print(f"1..{tap.number}")
    return bool(tap.bad)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
