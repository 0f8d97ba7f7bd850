#!/usr/bin/env python3
"""run_commands.py IJKPUNT FILE.t...   run commands as people type them; prints TAP.

A block per case, blocks apart by an empty line; `#` starts a comment line:

    case  a name that is not there
    run   ijkpunt feel 'lenght + 1' --context '{"length": 1}'
    exit  2
    err   Did you mean "length"?

`run` is a line for bash, in the root of the repository, with `ijkpunt` in the path.
`exit` is its status (0 when left out); each `out` is a line of standard output, in order, `...`
standing for any lines; each `err` stands somewhere in standard error; `tty` runs it on a
terminal (both outputs then come as `out`); `has` and `not` must, or must not, stand in
either, escapes as in Python.
"""
import importlib.machinery
import importlib.util
import os
import pathlib
import pty
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
LOADER = importlib.machinery.SourceFileLoader("check_docs", str(ROOT / "tools" / "check-docs"))
check_docs = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_docs", LOADER))
LOADER.exec_module(check_docs)

KEYS = ("case", "run", "exit", "out", "err", "has", "not", "tty")


def cases(path):
    """[{key: [value, ...]}] of a file; names are unique."""
    found, names = [], set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, value = line.partition(" ")
        value = value[5 - len(key):] if len(key) < 5 else value
        if key not in KEYS or (key == "case" and value in names):
            sys.exit(f"Bail out! {path}:{number}: unknown key, or a second case of this name")
        if key == "case":
            names.add(value)
            found.append({"line": number})
        found[-1].setdefault(key, []).append(value)
    return found


def on_terminal(command, environment):
    """(status, output) of a command whose three streams are a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(["bash", "-c", command], cwd=ROOT, env=environment, stdin=theirs, stdout=theirs,
                          stderr=theirs, start_new_session=True) as running:
        os.close(theirs)
        output = b""
        try:
            while chunk := os.read(ours, 65536):
                output += chunk
        except OSError:  # the terminal is gone: everybody has left
            pass
        status = running.wait(timeout=60)
    os.close(ours)
    return status, output.decode(errors="replace").replace("\r\n", "\n")


def faults(case, path):
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = case["run"][0]
    if "tty" in case:
        status, out = on_terminal(command, environment)
        err = ""
    else:
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
        status, out, err = done.returncode, done.stdout, done.stderr
    if status != int(case.get("exit", ["0"])[0]):
        yield f"exit status {status}: {out[:300]}{err[:600]}"
    if "out" in case and not check_docs.matches(out, "\n".join(case["out"])):
        yield f"it prints:\n{out}"
    for text in case.get("err", []):
        if text not in err:
            yield f"standard error lacks {text!r}:\n{err}"
    for key in ("has", "not"):
        for text in case.get(key, []):
            if (text.encode().decode("unicode_escape") in out + err) != (key == "has"):
                yield f"{key} {text!r}:\n{out}{err}"


def main(binary, paths):
    number, bad = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(pathlib.Path(binary).resolve(), pathlib.Path(folder, "ijkpunt"))
        for path in map(pathlib.Path, paths):
            for case in cases(path):
                number += 1
                found = list(faults(case, folder))
                bad += bool(found)
                print("not ok" if found else "ok", number, "-", case["case"][0].replace("#", " "), flush=True)
                for line in "\n".join(found).splitlines():
                    print("#", line)
    print(f"1..{number}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
