#!/usr/bin/env python3
"""fmt_test IJKPUNT FOLDER...   `ijkpunt fmt` loses nothing, and changes nothing twice.

Each .dmn file in the folders is formatted, and what came out again. Python's own XML
parser compares the result with the file: elements, attributes and texts must be the
same, but for white space between elements and the order of parts that the DMN schema
prescribes. Prints TAP.
"""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

MODEL = "www.omg.org/spec/DMN/"
ORDERED = {"definitions", "context", "list", "row"}  # children of these never move


def fmt(binary, *arguments):
    """Exit status and output."""
    done = subprocess.run([binary, "fmt", *arguments], capture_output=True, check=False)
    return done.returncode, done.stdout


def text_of(text):
    return text if text and text.strip() else ""


def shape(element):
    """What must be equal, with parts that may move in one order."""
    uri, _, local = element.tag.rpartition("}")
    parts = [shape(child) for child in element]
    if MODEL in uri and local not in ORDERED:
        # The sort is stable: parts with the same name keep their order.
        parts.sort(key=lambda part: part[0])
    leaf = len(element) == 0
    text = element.text or "" if leaf and text_of(element.text) else text_of(element.text)
    return element.tag, sorted(element.attrib.items()), text, text_of(element.tail), parts


def compare(path, status, once):
    """What is wrong with the formatted file, or None."""
    if status:
        return "fmt failed"
    if shape(ET.fromstring(once)) != shape(ET.parse(path).getroot()):
        return "formatting changes what it says"
    return None


def main(binary, *folders):
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*.dmn"))
    with tempfile.TemporaryDirectory() as work:
        faults, copies = {}, {}
        for number, path in enumerate(paths):
            status, once = fmt(binary, path)
            faults[path] = compare(path, status, once)
            copies[path] = pathlib.Path(work, f"{number}.dmn")
            copies[path].write_bytes(once)
        changed = fmt(binary, "--check", *copies.values())[1].decode().split() if paths else []
    print(f"1..{len(paths)}")
    for number, path in enumerate(paths, 1):
        if str(copies[path]) in changed:
            faults[path] = faults[path] or "formatting again changes it"
        print("not ok" if faults[path] else "ok", number, "-", f"{path.parent.name}/{path.name}")
        if faults[path]:
            print(f"# {faults[path]}")
    return any(faults.values())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
