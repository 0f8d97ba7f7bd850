#!/usr/bin/env python3
"""doc_cases.py DOC DEF OUT   the examples of docs/feel.md as language tests.

Fails when the page and builtins.def do not have the same functions with the same
signatures, or when a function has no example.
"""
import pathlib
import re
import sys

KINDS = {
    "BOOL": ["boolean"], "NUM": ["number"], "STR": ["string"], "DATE": ["date"], "TIME": ["time"],
    "MOMENT": ["date and time"], "SPAN": ["days and time duration"],
    "MONTHS": ["years and months duration"], "LIST": ["list"], "CONTEXT": ["context"],
    "RANGE": ["range"], "FUNCTION": ["function"], "DAY": ["date", "date and time"],
    "POINT": ["comparable value"], "ANY": ["Any"],
}
RESULTS = {
    "BOOL": "boolean", "NUM": "number", "STR": "string", "DATE": "date", "TIME": "time",
    "MOMENT": "date and time", "MONTHS": "years and months duration", "CONTEXT": "context",
    "RANGE": "range", "NUMS": "list", "STRS": "list", "ENTRIES": "list", "LIST": "list",
    "APPEND": "list", "CONCAT": "list", "FLAT": "list",
}
ROW = re.compile(r'^(?:BUILTIN|ALSO)\(\w+, "([^"]+)", (\w+), (.*)\)$')
PARAM = re.compile(r'\b([PNOLR]|ON|LN|RN)\(([A-Z_| ]+), "([^"]+)"\)')
ORDER = ["boolean", "number", "string", "date", "time", "date and time", "days and time duration",
         "years and months duration", "list"]


def kinds(text):
    found = [kind for word in text.split("|") for kind in KINDS[word.strip().removeprefix("K_")]]
    return " or ".join(sorted(found, key=lambda k: ORDER.index(k) if k in ORDER else 0))


def parameter(form, kind, name):
    type_ = f"list<{kinds(kind)}>" if form in ("L", "LN") else kinds(kind)
    optional = "?" if form in ("O", "ON") else ""
    rest = "..." if form in ("R", "RN") else ""
    null = "|null" if form in ("N", "ON", "LN", "RN") else ""
    return f"{name}{optional}: {type_}{rest}{null}"


def signatures(path):
    """{name: [signature, ...]} of builtins.def."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row:
            name, result, params = row.groups()
            inside = ", ".join(parameter(*p) for p in PARAM.findall(params))
            found.setdefault(name, []).append(f"{name}({inside}): {RESULTS.get(result, 'Any')}")
    return found


def documented(path):
    """{name: (signatures, examples)} of the page; an example is (line, expression, value)."""
    found, fence, name = {}, None, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("### "):
            name = line[4:]
            found[name] = ([], [])
        elif line.startswith("```"):
            fence = None if fence is not None else line[3:]
        elif fence == "" and name:
            found[name][0].append(line)
        elif fence == "feel":
            found[name][1].append((number, *line.split(" → ")))
    return found


def main(doc, definitions, out):
    want, got = signatures(pathlib.Path(definitions)), documented(pathlib.Path(doc))
    faults = [f"{name} is not both in {doc} and in {definitions}" for name in want.keys() ^ got.keys()]
    for name in want.keys() & got.keys():
        if want[name] != got[name][0]:
            faults.append(f"{name}: {got[name][0]} should be {want[name]}")
        if not got[name][1]:
            faults.append(f"{name} has no example")
    for fault in faults:
        print(fault, file=sys.stderr)
    cases = [f"case  line {line}\nexpr  {expression}\ngives {value}\n"
             for _, examples in got.values() for line, expression, value in examples]
    pathlib.Path(out).write_text("\n".join(cases), encoding="utf-8")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
