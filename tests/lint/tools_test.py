#!/usr/bin/env python3
"""What tools/count-tests counts and what tools/check-docs accepts as shown output."""
import importlib.machinery
import importlib.util
import pathlib
import sys

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"
sys.dont_write_bytecode = True


def load(name):
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


# (name, result and output of one program, passed, failed)
COUNTED = [
    ("cases of TAP", "OK", "1..2\nok 1 - a\nok 2 - b\n", 2, 0),
    ("a failed case", "FAIL", "1..2\nok 1 - a\nnot ok 2 - b\n# why\n", 1, 1),
    ("a skipped case", "OK", "1..2\nok 1 - a # SKIP no network\nok 2 - b\n", 1, 0),
    ("an excused case", "OK", "not ok 1 - a # TO" "DO later\nok 2 - b\n", 1, 0),
    ("a crash after its cases", "ERROR", "1..1\nok 1 - a\n", 1, 1),
    ("a crash before its cases", "ERROR", "", 0, 1),
    ("too slow", "TIMEOUT", "ok 1 - a\n", 1, 1),
    ("a program without cases", "OK", "all is well\n", 1, 0),
    ("a program that is skipped", "SKIP", "1..0 # SKIP\n", 0, 0),
    ("a total of its own", "FAIL", "FAIL x\n40 passed, 2 failed\n", 40, 2),
    ("a total without failures", "OK", "40 passed, 0 failed\n", 40, 0),
]

# (printed, shown, does it match)
SHOWN = [
    ("a\nb\n", "a\nb", True),
    ("a\nb", "a", False),
    ("a\nb", "b", False),
    ("a \nb", "a\nb", True),
    ("a\nb\nc", "a\n...", True),
    ("a\nb\nc", "...\nc", True),
    ("a\nb\nc", "a\n...\nc", True),
    ("a\nb\nc", "...\nb", False),
    ("a\nb\nc", "...\nb\n...", True),
    ("a\nc\nb", "a\n...\nb\n...\nc", False),
    ("a", "a\n...\na", False),
    ("a", "a\n...", True),
]


def main():
    count, docs = load("count-tests"), load("check-docs")
    results = []
    for name, result, output, passed, failed in COUNTED:
        got = count.count({"name": "t", "result": result, "returncode": 1, "stdout": output})
        results.append((name, (got[0], len(got[1])) == (passed, failed)))
    for got, want, fits in SHOWN:
        results.append((f"{want!r} shown, {got!r} printed", docs.matches(got, want) == fits))
    print(f"1..{len(results)}")
    for number, (name, good) in enumerate(results, 1):
        print("ok" if good else "not ok", number, "-", name.replace("#", "").replace("\\", "/"))
    return not all(good for _, good in results)


if __name__ == "__main__":
    sys.exit(main())
