#!/usr/bin/env python3
"""Write num_cases.inc: what Python's decimal module answers, as rows for num_test.c.

Run it by hand after a change: python3 num_cases.py > num_cases.inc
"""
import decimal
import random
from decimal import Decimal as D

CONTEXT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=1,
                          traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow])
WIDE = decimal.Context(prec=400, Emin=-10**9, Emax=10**9, traps=[decimal.InvalidOperation, decimal.DivisionByZero])
MODES = {
    "even": decimal.ROUND_HALF_EVEN, "half_up": decimal.ROUND_HALF_UP, "half_down": decimal.ROUND_HALF_DOWN,
    "up": decimal.ROUND_UP, "down": decimal.ROUND_DOWN, "ceiling": decimal.ROUND_CEILING, "floor": decimal.ROUND_FLOOR,
}
EDGES = """0 -0 0.0 0e10 1 -1 1.0 -1.00 2 3 -3 5 7 10 -10 100 0.1 -0.1 0.5 1.5 2.5 -2.5 0.05 1.05 12.345 -12.345 99.995
    9999999999999999999999999999999999 -9999999999999999999999999999999999 9999999999999999999999999999999998
    1234567890123456789012345678901234 1.234567890123456789012345678901234 0.3333333333333333333333333333333333
    4611686018427387903 4611686018427387904 -4611686018427387904 9223372036854775807 -9223372036854775808
    18446744073709551615 18446744073709551616 1e33 1e34 1e-33 1e-34 1e19 1e20 -1e-19 5e33 4.9e33 1e6144 -1e6144 9.999e6144
    1e-6143 1e-6176 3e-6176 -1e-6170 1e6000 1e-6000 2e3000 1.000000000000000000000000000000001
    0.00000000000000000001 123456789.987654321 31556952 60 12 0.21 1.21 17.5 1e9""".split()
seen = set()


def text(d):
    """As num_parse reads it."""
    return str(d).lower().replace("e+", "e")


def row(op, a, b, answer):
    line = '    { %s, "%s", "%s", "%s" },' % (op, a, b, answer)
    if line not in seen:
        seen.add(line)
        print(line)


def answer(compute):
    try:
        got = compute()
        return text(got) if got.is_finite() else ""
    except decimal.DecimalException:
        return ""


def number(rng):
    """A number like those in practice, or one with many digits."""
    kind = rng.randrange(6)
    digits = rng.choice([1, 2, 3, 4, 6, 9, 15, 18, 19, 20, 33, 34])
    c = rng.randrange(10 ** (digits - 1), 10 ** digits)
    e = [0, -2, -rng.randrange(0, 12), -digits, rng.randrange(-40, 40), rng.randrange(-200, 200)][kind]
    return text(D(c).scaleb(e, WIDE) * rng.choice([1, 1, -1]))


def floor_modulo(a, b):
    """a - b * floor(a / b), rounded once: as in sum of the truncated rest and b."""
    if b == 0:
        raise decimal.DivisionByZero
    shift = max(0, -a.as_tuple().exponent, -b.as_tuple().exponent)
    x, y = int(a.scaleb(shift, WIDE)), int(b.scaleb(shift, WIDE))
    return CONTEXT.plus(D(x % y).scaleb(-shift, WIDE))


def round_to(a, scale, mode):
    if a.as_tuple().exponent >= -scale:
        return a
    context = decimal.Context(prec=6300, rounding=mode, Emin=-10**6, Emax=10**6)
    return a.quantize(D(1).scaleb(-scale, context), context=context)


def power(a, b):
    if b == 0:
        return D(1)
    if a == 0 and b < 0:
        raise decimal.DivisionByZero
    root = int(CONTEXT.sqrt(a)) if b == D("1.5") else 0
    if root and root * root == a:
        return CONTEXT.plus(D(root ** 3))
    exact = decimal.Context(prec=60, rounding=decimal.ROUND_HALF_EVEN, Emin=-10**9, Emax=10**9,
                            traps=[decimal.InvalidOperation, decimal.DivisionByZero])
    return CONTEXT.plus(exact.power(a, b))


def pairs(rng, n):
    for a in EDGES:
        for b in rng.sample(EDGES, 4):
            yield a, b
    for _ in range(n):
        yield number(rng), number(rng)


def main():
    rng = random.Random(20250101)
    for op, compute in {"ADD": CONTEXT.add, "SUB": CONTEXT.subtract, "MUL": CONTEXT.multiply, "DIV": CONTEXT.divide,
                        "CMP": lambda a, b: WIDE.compare(a, b)}.items():
        for a, b in pairs(rng, 80):
            row(op, a, b, answer(lambda: compute(D(a), D(b))))
    for a, b in pairs(rng, 80):
        if abs(D(a).adjusted()) < 300 and abs(D(b).adjusted()) < 300:
            row("MODULO", a, b, answer(lambda: floor_modulo(D(a), D(b))))
    for a in EDGES + [number(rng) for _ in range(80)]:
        row("SQRT", a, "", answer(lambda: CONTEXT.sqrt(D(a))) if D(a) >= 0 else "")
    for mode, rounding in MODES.items():
        for a in EDGES + [number(rng) for _ in range(20)]:
            for scale in rng.sample([-40, -34, -33, -20, -3, -2, -1, 0, 0, 1, 2, 3, 10, 33, 34, 6176], 3):
                row("ROUND_" + mode.upper(), a, scale, answer(lambda: round_to(D(a), scale, rounding)))
    for a in ["0", "1", "-1", "2", "4", "10", "1e1", "1e39", "-1e39", "0.5", "-0.5", "1e-40", "14149", "14150", "-14220", "-15000", "100", "-100",
              "1e-10", "0.0000000000000001", "0.6931471805599453094172321214581766"] + [number(rng) for _ in range(80)]:
        if abs(D(a)) < 20000 or a in ("1e39", "-1e39"):
            row("EXP", a, "", answer(lambda: CONTEXT.exp(D(a))))
    for a in ["1", "0", "-1", "2", "10", "0.1", "1e6144", "1e-6176", "1.000000000000000000000000000000001",
              "0.9999999999999999999999999999999999", "1.0001", "0.9999"] + [number(rng) for _ in range(80)]:
        row("LOG", a, "", answer(lambda: CONTEXT.ln(D(a))) if D(a) > 0 else "")
    powers = [("2", "10"), ("2", "112"), ("2", "113"), ("2", "-1"), ("2", "-3"), ("10", "33"), ("10", "6144"), ("10", "6145"),
              ("10", "-6176"), ("10", "-7000"), ("0", "0"), ("0", "5"), ("0", "-1"), ("5", "0"), ("-2", "3"), ("-2", "4"),
              ("-2", "0.5"), ("2", "0.5"), ("4", "0.5"), ("0.25", "-0.5"), ("1", "1e30"), ("-1", "1e30"), ("-1", "99999999999999999999"),
              ("1.05", "10"), ("1.05", "30"), ("1.0025", "360"), ("0.1", "10"), ("1.1", "-7"), ("3", "71"), ("3", "72"), ("7", "1000"),
              ("1.5", "2.0"), ("100", "1.5"), ("-10", "3.0"), ("1e3000", "2"), ("1e3000", "3"), ("1e-3000", "3"),
              ("5", "49"), ("5", "50"), ("2", "-49"), ("2", "-50"), ("7", "41"), ("4", "1.5"), ("55022095082693847015625", "1.5"),
              ("234567890125e3", "2"), ("15241578750190521", "0.5"), ("2", "1e-250"), ("2", "4e38"), ("0.5", "4e38"), ("2", "1e40"),
              ("0.5", "-1e40"), ("10", "1e18"), ("0.1", "1e18"), ("1.0000001", "1e9"), ("0.9999999", "12e9"), ("99", "1e17"),
              ("0.9999999999999999999999999999999999", "1e37"), ("1.000000000000000000000000000000001", "-12e36"),
              ("1e6144", "0.99999"), ("1e-6176", "0.5"), ("-1", "5"), ("-1", "-4"), ("-3", "-71"), ("-3", "99"), ("1", "0.5")]
    for _ in range(80):
        powers.append((number(rng), str(rng.randrange(-12, 40))))
        powers.append((text(abs(D(number(rng)))), text(D(rng.randrange(-400, 400)).scaleb(-2))))
    for a, b in powers:
        row("POW", a, b, answer(lambda: power(D(a), D(b))))


main()
