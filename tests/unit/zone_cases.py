#!/usr/bin/env python3
"""Write rows for zone_test.c: the offsets that Python's zoneinfo finds on this machine.

Made at build time, as the data of the time zones changes several times a year.
usage: zone_cases.py OUT.inc
"""
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

CLOSE = """Europe/Amsterdam Europe/Dublin Europe/London Europe/Moscow Europe/Paris Africa/Casablanca Africa/Cairo
    America/New_York America/Sao_Paulo America/Caracas America/Nuuk America/St_Johns Asia/Gaza Asia/Kolkata Asia/Tehran
    Asia/Kathmandu Australia/Lord_Howe Australia/Melbourne Antarctica/Troll Pacific/Apia Pacific/Chatham Pacific/Kiritimati
    Etc/GMT+5 UTC""".split()
EPOCH = datetime(1970, 1, 1)


def seconds(moment):
    return int((moment.replace(tzinfo=None) - EPOCH).total_seconds())


def moments(rng, zone, n):
    """Half of them anywhere from 1850 to 2100, half within hours of a change of the clock."""
    while n > 0:
        at = datetime(1850, 1, 1) + timedelta(seconds=rng.randrange(250 * 365 * 86400))
        if n % 2:
            low, high = at, at + timedelta(days=300)
            def offset(utc):
                return utc.replace(tzinfo=timezone.utc).astimezone(zone).utcoffset()
            if high.year < 2100 and offset(low) != offset(high):
                start = offset(low)
                while high - low > timedelta(seconds=1):
                    middle = low + (high - low) // 2
                    if offset(middle) == start:
                        low = middle
                    else:
                        high = middle
                at = high.replace(microsecond=0) + timedelta(seconds=rng.choice([-7200, -3601, -1, 0, 1, 1800, 3599, 3600, 7201]))
        yield at
        n -= 1


def main(out):
    rng, rows = random.Random(1), []
    for name in sorted(available_timezones() - {"Factory", "localtime", "posixrules"}):
        zone = ZoneInfo(name)
        for at in moments(rng, zone, 200 if name in CLOSE else 10):
            utc = at.replace(tzinfo=timezone.utc).astimezone(zone).utcoffset()
            wall = at.replace(tzinfo=zone).utcoffset()
            rows.append('    { "%s", %d, %d, %d },' % (name, seconds(at), utc.total_seconds(), wall.total_seconds()))
    Path(out).write_text("\n".join(rows) + "\n")


main(sys.argv[1])
