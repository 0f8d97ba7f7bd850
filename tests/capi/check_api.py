#!/usr/bin/env python3
"""check_api.py BUILD ROOT [FLAG...]   the library as other programs meet it; prints TAP.

Only ijk_ symbols come out of the shared library; it installs; the example compiles against
what was installed, as C and as C++, with what pkg-config says; it runs. The flags (of
sanitizers) are for the compilers.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
# clang needs no C++ library as long as the program uses none.
LANGUAGES = [("C", ["cc", "-std=c11", "-Wstrict-prototypes"]),
             ("C++", ["clang-14", "-x", "c++", "-std=c++11", "-fno-exceptions", "-fPIE"])]


def run(*command, **environment):
    done = subprocess.run([str(word) for word in command], text=True, env={**os.environ, **environment},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout


def exported(build):
    """What the shared library exports beside its API, and what of the API it lacks."""
    _, listing = run("nm", "-D", "--defined-only", build / "src" / "libijkpunt.so")
    found = {line.split()[-1] for line in listing.splitlines()}
    header = (ROOT / "include" / "ijkpunt.h").read_text()
    declared = set(re.findall(r"\b(ijk_\w+)\(", re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL))) - {"ijk_import_fn"}
    declared = {name for name in declared if re.search(rf"IJK_API[^;]*\b{name}\(", header)}
    wrong = [f"exported: {name}" for name in found - declared if not re.match(r"__?(asan|odr_asan|sancov)", name)]
    return "\n".join(wrong + [f"not exported: {name}" for name in declared - found])


def install(build, to):
    status, said = run("meson", "install", "-C", build, "--no-rebuild", "--destdir", to, "--quiet")
    return said if status else ""


def pkg_config(to):
    """The flags, or a fault."""
    found = next(to.rglob("ijkpunt.pc"), None)
    if not found:
        return None, "ijkpunt.pc was not installed"
    status, said = run("pkg-config", "--cflags", "--libs", "ijkpunt", PKG_CONFIG_PATH=str(found.parent),
                       PKG_CONFIG_SYSROOT_DIR=str(to))
    return (None, said) if status else (said.split(), "")


def example(to, compiler, flags, sanitizers):
    """Compile the example against the installed library and run it."""
    program, compiled = to / "evaluate", to / "evaluate.o"
    examples = ROOT / "examples"
    status, said = run(*compiler, *WARNINGS, "-c", examples / "evaluate.c", "-o", compiled,
                       *[flag for flag in flags if not flag.lower().startswith("-l")])
    if not status:
        status, said = run("cc", *sanitizers, compiled, "-o", program, *flags)
    if status:
        return said
    library = next(to.rglob("libijkpunt.so")).parent
    status, said = run(program, examples / "toeslag.dmn", "toeslag", examples / "feiten.json",
                       LD_LIBRARY_PATH=str(library))
    return "" if status == 0 and "toeslag = 101.3075\n" in said and '"laag_inkomen"' in said else said


def main(build, sanitizers):
    number = bad = 0

    def report(name, fault):
        nonlocal number, bad
        number += 1
        bad += bool(fault)
        print("not ok" if fault else "ok", number, "-", name)
        for line in fault.splitlines():
            print("#", line)

    report("only the API is exported, and all of it", exported(build))
    with tempfile.TemporaryDirectory() as folder:
        to = pathlib.Path(folder)
        report("it installs", install(build, to))
        flags, fault = pkg_config(to)
        report("pkg-config knows it", fault)
        for language, compiler in LANGUAGES if flags else []:
            report(f"the example compiles as {language} and runs", example(to, compiler, flags, sanitizers))
    print(f"1..{number}")
    return bool(bad)


if __name__ == "__main__":
    ROOT = pathlib.Path(sys.argv[2]).resolve()
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[3:]))
