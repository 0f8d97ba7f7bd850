#!/usr/bin/env python3
"""gen_model.py BYTES OUT.dmn   a decision model of about BYTES bytes: many tables, as editors write them.

Always the same for the same size. Each table has six inputs, of which one or two are
decisions made earlier, and twelve rules of ranges, texts, negations and dashes.
"""
import random
import sys

WORDS = ["geen", "licht", "matig", "zwaar", "somatisch", "psychisch", "zintuiglijk", "appartement",
         "eengezinswoning", "seniorenwoning", "wmo", "wlz", "zvw", "hoog", "midden", "laag"]
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="groot" name="groot" namespace="urn:groot">
"""
INPUTS = [(f"feit_{i}", "number" if i % 2 else "string") for i in range(40)]
RULES = 12


def cell(rng, kind):
    """A unary test as it stands in XML."""
    if rng.random() < 0.35:
        return "-"
    if kind == "string":
        words = ",".join(f'"{word}"' for word in rng.sample(WORDS, rng.randint(1, 2)))
        return f"not({words})" if rng.random() < 0.2 else words
    low = rng.randint(0, 90)
    return rng.choice([f"&gt;= {low}", f"&lt; {low}", f"[{low}..{low + rng.randint(1, 50)}]", str(low)])


def table(rng, number):
    """One decision with its table; it gives a number and needs up to two decisions before it."""
    name = f"besluit_{number}"
    needs = rng.sample(INPUTS, 4 if number > 1 else 6)
    if number > 1:
        needs += [(f"besluit_{n}", "number") for n in rng.sample(range(number), 2)]
    out = [f'  <decision id="d_{name}" name="{name}">\n    <variable id="v_{name}" name="{name}" typeRef="number"/>\n']
    for i, (need, _) in enumerate(needs):
        kind, prefix = ("Decision", "d_") if need.startswith("besluit") else ("Input", "i_")
        out.append(f'    <informationRequirement id="r_{name}_{i}"><required{kind} href="#{prefix}{need}"/>'
                   "</informationRequirement>\n")
    out.append(f'    <decisionTable id="t_{name}" hitPolicy="FIRST">\n')
    for i, (need, kind) in enumerate(needs):
        out.append(f'      <input id="c_{name}_{i}" label="{need}">\n        <inputExpression id="e_{name}_{i}" '
                   f'typeRef="{kind}">\n          <text>{need}</text>\n        </inputExpression>\n      </input>\n')
    out.append(f'      <output id="o_{name}" name="{name}" typeRef="number"/>\n')
    for rule in range(RULES):
        cells = [cell(rng, kind) if rule < RULES - 1 else "-" for _, kind in needs]
        out.append(f'      <rule id="u_{name}_{rule}">\n')
        for i, text in enumerate(cells):
            out.append(f'        <inputEntry id="n_{name}_{rule}_{i}">\n          <text>{text}</text>\n'
                       "        </inputEntry>\n")
        out.append(f'        <outputEntry id="x_{name}_{rule}">\n          <text>{rng.randint(0, 400) / 4}</text>\n'
                   "        </outputEntry>\n      </rule>\n")
    out.append("    </decisionTable>\n  </decision>\n")
    return "".join(out)


def main(size, path):
    rng = random.Random(1)
    parts = [HEAD]
    for name, kind in INPUTS:
        parts.append(f'  <inputData id="i_{name}" name="{name}">\n    <variable id="w_{name}" name="{name}" '
                     f'typeRef="{kind}"/>\n  </inputData>\n')
    total = sum(map(len, parts))
    number = 0
    while total < size:
        parts.append(table(rng, number))
        total += len(parts[-1])
        number += 1
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(parts) + "</definitions>\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
