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
import xml.etree.ElementTree as ET

MODEL = "www.omg.org/spec/DMN/"
ORDERED = {"definitions", "context", "list", "row"}  # children of these never move


def fmt(binary, path, data=None):
    done = subprocess.run([binary, "fmt", path], input=data, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


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


def check(binary, path):
    """What is wrong with the formatted file, or None."""
    once = fmt(binary, path)
    if once is None:
        return "fmt failed"
    if fmt(binary, "-", once) != once:
        return "formatting again changes it"
    if shape(ET.fromstring(once)) != shape(ET.parse(path).getroot()):
        return "formatting changes what it says"
    return None


def main(binary, *folders):
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*.dmn"))
    print(f"1..{len(paths)}")
    bad = False
    for number, path in enumerate(paths, 1):
        fault = check(binary, path)
        bad = bad or fault is not None
        print("ok" if fault is None else "not ok", number, "-", f"{path.parent.name}/{path.name}")
        if fault:
            print(f"# {fault}")
    return bad


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
