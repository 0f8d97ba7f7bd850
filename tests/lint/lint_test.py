#!/usr/bin/env python3
"""What tools/lint accepts and refuses: per rule, sources in a tree of their own.

A row is (rule, name, {path: text}, faults), faults being the `path:line` expected.
"""
import importlib.machinery
import importlib.util
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve()
LOADER = importlib.machinery.SourceFileLoader("lint", str(HERE.parents[2] / "tools" / "lint"))
sys.dont_write_bytecode = True
lint = importlib.util.module_from_spec(importlib.util.spec_from_loader("lint", LOADER))
LOADER.exec_module(lint)

LAW = "afkorting,document,plaats,vindplaats\nWmo 2015,Wet,art. 2.3.2 lid 4,Stb.\n"


def function(lines, head="int f(void)"):
    return head + "\n{\n" + "    g();\n" * lines + "}\n"


ROWS = [
    ("include_direction", "downwards", {"src/feel/a.c": '#include "base/str.h"\n#include "feel/b_int.h"\n'}, []),
    ("include_direction", "upwards", {"src/base/a.c": '\n#include "feel/value.h"\n'}, ["src/base/a.c:2"]),
    ("include_direction", "among equals", {"src/store/a.c": '#include "letter/html.h"\n'}, ["src/store/a.c:1"]),
    ("include_direction", "without folder", {"src/feel/a.c": '#include "value.h"\n'}, ["src/feel/a.c:1"]),
    ("include_direction", "private header of another", {"src/dmn/a.c": '#include "feel/parse_int.h"\n'}, ["src/dmn/a.c:1"]),
    ("include_direction", "public header in the library", {"src/capi/a.c": '#include "ijkpunt.h"\n'}, []),
    ("include_direction", "public header too low", {"src/dmn/a.c": '#include "ijkpunt.h"\n'}, ["src/dmn/a.c:1"]),

    ("own_header_first", "first", {"src/feel/a.c": '#include "feel/a.h"\n#include <stdio.h>\n'}, []),
    ("own_header_first", "no own header", {"src/feel/a.c": "#include <stdio.h>\n"}, []),
    ("own_header_first", "second", {"src/feel/a.c": '#include <stdio.h>\n#include "feel/a.h"\n'}, ["src/feel/a.c:1"]),

    ("one_owner_per_library", "its owner", {"src/dmn/xml.c": "#include <libxml/parser.h>\n"}, []),
    ("one_owner_per_library", "somebody else", {"src/dmn/load.c": "#include <libxml/parser.h>\n"}, ["src/dmn/load.c:1"]),
    ("one_owner_per_library", "quoted", {"src/feel/a.c": '#include "bid_functions.h"\n'}, ["src/feel/a.c:1"]),
    ("one_owner_per_library", "a whole folder", {"src/store/pg.c": "#include <libpq-fe.h>\n"}, []),
    ("one_owner_per_library", "outside that folder", {"src/web/a.c": "#include <sqlite3.h>\n"}, ["src/web/a.c:1"]),

    ("banned_functions", "in code", {"src/base/a.c": "void f(void)\n{\n    strcpy(a, b);\n}\n"}, ["src/base/a.c:3"]),
    ("banned_functions", "in a comment or text", {"src/base/a.c": '/* strcpy */ char *s = "atoi(\\"1\\")"; // atof\n'}, []),
    ("banned_functions", "as part of a name", {"src/base/a.c": "int my_strcpy_count;\n"}, []),
    ("banned_functions", "setjmp.h for cmocka", {"tests/unit/a.h": "#include <setjmp.h>\n"}, []),

    ("library_without_io", "snprintf", {"src/base/a.c": "#include <stdio.h>\nint a = snprintf(b, 1, c);\n"}, []),
    ("library_without_io", "prints", {"src/dmn/a.c": "\nint a = printf(b);\n"}, ["src/dmn/a.c:2"]),
    ("library_without_io", "reads the clock", {"src/feel/a.c": "#include <time.h>\n"}, ["src/feel/a.c:1"]),
    ("library_without_io", "a command prints", {"src/app/a.c": "#include <time.h>\nint a = printf(b);\n"}, []),

    ("no_globals", "tables", {"src/feel/a.c": "static const int a[] = { 1 };\n"
                              "static const char *const b[2][3] = { 0 };\nextern const struct t c, d;\n"}, []),
    ("no_globals", "functions", {"src/feel/a.c": "static int f(int a);\nstatic bool g(void)\n{\n    int x = 1;\n}\n"}, []),
    ("no_globals", "a counter", {"src/feel/a.c": "static int counter;\n"}, ["src/feel/a.c:1"]),
    ("no_globals", "inside a function", {"src/feel/a.c": "int f(void)\n{\n    static int n = 0;\n}\n"}, ["src/feel/a.c:3"]),
    ("no_globals", "pointers that can change", {"src/feel/a.c": "static const char *a[] = { 0 };\n"}, ["src/feel/a.c:1"]),
    ("no_globals", "a command may", {"src/app/a.c": "static int counter;\n"}, []),

    ("no_floats", "a type", {"src/base/a.c": "double a;\n"}, ["src/base/a.c:1"]),
    ("no_floats", "a literal", {"src/base/a.c": "num a = f(0.5);\nnum b = f(1e6);\n"}, ["src/base/a.c:1", "src/base/a.c:2"]),
    ("no_floats", "hexadecimal and members", {"src/base/a.c": "int a = 0x1e5, b = c.w0.x1;\n/* 0.5 double */\n"}, []),

    ("function_size", "70 lines", {"src/base/a.c": function(70)}, []),
    ("function_size", "71 lines", {"src/base/a.c": function(71)}, ["src/base/a.c:1"]),
    ("function_size", "the interpreter's loop", {"src/feel/run.c": function(300, "static struct value run_loop(int a)")}, []),
    ("function_size", "6 parameters", {"src/base/a.h": "int f(int a, int b, int c, int d, int e, int (*f)(int, int));\n"}, []),
    ("function_size", "7 parameters", {"src/base/a.h": "int f(int a, int b, int c, int d,\n      int e, int f, int g);\n"}, ["src/base/a.h:1"]),
    ("function_size", "attributes do not count", {"src/base/a.h": "int f(int a, ...) __attribute__((format(printf, 1, 2)));\n"}, []),
    ("function_size", "attributes in front", {"src/base/a.c": function(71, "__attribute__((format(printf, 1, 0))) int f(int a)")}, ["src/base/a.c:1"]),

    ("file_size", "700 lines", {"src/base/a.c": "\n" * 700}, []),
    ("file_size", "701 lines", {"src/base/a.c": "\n" * 701}, ["src/base/a.c:700"]),
    ("file_size", "data may be long", {"tests/feel/a.t": "\n" * 900}, []),

    ("raw_text_is_literal", "a literal", {"src/base/a.c": 'sbuf_raw(&b, "x");\n'}, []),
    ("raw_text_is_literal", "a variable", {"src/base/a.c": "sbuf_raw(&b, x);\n"}, ["src/base/a.c:1"]),

    ("header_comments", "a comment above", {"src/base/a.h": "/* Adds. */\nint f(int a);\nint g(int a);\n"}, []),
    ("header_comments", "a comment behind", {"src/base/a.h": "int f(int a); /* adds */\n"}, []),
    ("header_comments", "an empty line between", {"src/base/a.h": "/* Adds. */\n\nint f(int a,\n      int b);\n"}, ["src/base/a.h:3"]),
    ("header_comments", "a short inline", {"src/base/a.h": function(1, "static inline int f(int a)")}, []),
    ("header_comments", "a long inline", {"src/base/a.h": function(9, "static inline int f(int a)")}, ["src/base/a.h:1"]),
    ("header_comments", "private headers", {"src/base/a_int.h": "int f(int a);\n"}, []),

    ("nothing_unfinished", "marks", {"src/base/a.c": "int a; /* TO" "DO */\n", "docs/a.md": "a\nFIX" "ME\n"}, ["docs/a.md:2", "src/base/a.c:1"]),
    ("nothing_unfinished", "other words", {"src/base/a.c": "/* TODOS, todo */\n"}, []),

    ("articles_exist", "known", {"docs/bronnen.csv": LAW, "src/base/a.c": "/* Wmo 2015 art. 2.3.2 lid 4 */\n"}, []),
    ("articles_exist", "unknown article", {"docs/bronnen.csv": LAW, "src/base/a.c": "\n/* Wmo 2015 art. 2.3.9 */\n"}, ["src/base/a.c:2"]),
    ("articles_exist", "unknown law", {"docs/bronnen.csv": LAW, "policies/p/a.dmn": "<a>\nAwb art. 3:46</a>\n"}, ["policies/p/a.dmn:2"]),

    ("case_names", "unique per policy", {"policies/p/cases/a.json": '[{"naam": "x"}]', "policies/q/cases/a.json": '[{"naam": "x"}]'}, []),
    ("case_names", "twice", {"policies/p/cases/a.json": '[{"naam": "x"}]', "policies/p/cases/b.json": '[{"naam": "x"}]'}, ["policies/p/cases/b.json:1"]),
]


def places(files, rule):
    """Where `rule` finds fault in a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        found = lint.faults(root)
    return sorted(":".join(f.split(":")[:2]) for f in found[getattr(lint, rule)])


def main():
    tested = {row[0] for row in ROWS}
    wrong = [rule.__name__ for rule in lint.RULES if rule.__name__ not in tested]
    print(f"1..{len(ROWS) + 1}")
    for number, (rule, name, files, want) in enumerate(ROWS, 1):
        got = places(files, rule)
        print("ok" if got == want else "not ok", number, "-", rule + ":", name)
        if got != want:
            wrong.append(rule)
            print(f"# got {got}, want {want}")
    untested = set(wrong) - tested
    print("not ok" if untested else "ok", len(ROWS) + 1, "- every rule has its rows", *untested)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
