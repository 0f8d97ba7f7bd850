#!/usr/bin/env python3
"""run_cases.py IJKPUNT POLICIES   decide every golden case of every package; prints TAP.

A case is {naam, beleid, peildatum, feiten, verwacht}; `verwacht` says per module what
must hold: status; waarden (a subset; an absent value is null; numbers are compared as
exact decimals); signalen and geen_signalen (codes); ontbreekt (paths, [] for none).
`"fout": true` instead asks that the request is refused with exit status 2 and a reason.
"""
import json
import pathlib
import subprocess
import sys
from decimal import Decimal

REQUEST = ("beleid", "gemeente", "peildatum", "feiten")


def read(text):
    return json.loads(text, parse_int=Decimal, parse_float=Decimal)


def slim(request):
    """JSON without loss: decimals are written as they were read."""
    marked = json.dumps(request, default=lambda d: f"\0{d}\0", ensure_ascii=False)
    return marked.replace('"\\u0000', "").replace('\\u0000"', "")


def differences(got, want, path):
    if isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            yield from differences(got.get(key), value, f"{path}.{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for i, value in enumerate(want):
            yield from differences(got[i], value, f"{path}[{i}]")
    elif type(got) is not type(want) or got != want:
        yield f"{path} is {got}, not {want}"


def module_faults(name, got, want):
    if want.get("status", got.get("status")) != got.get("status"):
        yield f"{name} has status {got.get('status')}, not {want['status']}"
    yield from differences(got.get("waarden", {}), want.get("waarden", {}), name)
    codes = {signal["code"] for signal in got.get("signalen", [])}
    for code in set(want.get("signalen", [])) - codes:
        yield f"{name} lacks signal {code}"
    for code in set(want.get("geen_signalen", [])) & codes:
        yield f"{name} gives signal {code}"
    missing = set(got.get("ontbreekt", []))
    for path in set(want.get("ontbreekt", [])) - missing:
        yield f"{name} does not miss {path}"
    if want.get("ontbreekt") == []:
        for path in missing:
            yield f"{name} misses {path}"


def faults(binary, case):
    request = slim({key: case[key] for key in REQUEST if key in case})
    done = subprocess.run([binary, "decide", "-"], input=request, capture_output=True, text=True,
                          timeout=60, check=False)
    if case["verwacht"].get("fout"):
        if done.returncode != 2 or not done.stderr.strip():
            yield f"not refused: exit status {done.returncode}"
    elif done.returncode:
        yield f"exit status {done.returncode}: {done.stderr.strip()[:300]}"
    else:
        answer = read(done.stdout)["uitkomsten"]
        for name, want in case["verwacht"].items():
            yield from module_faults(name, answer.get(name, {}), want)


def main(binary, folder):
    cases = []
    for path in sorted(pathlib.Path(folder).glob("*/cases/*.json")):
        policy = path.parts[-3]
        cases += [(policy, case) for case in read(path.read_text(encoding="utf-8"))]
    bad = 0
    print(f"1..{len(cases)}")
    for number, (policy, case) in enumerate(cases, 1):
        found = list(faults(binary, case))
        print("not ok" if found else "ok", number, "-", policy + ":", case["naam"].replace("#", " "))
        for fault in found:
            print("#", fault)
        bad += bool(found)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
