"""What a referral costs a link worker from receipt to close by keyboard, counted in Chromium by its journey's test."""

import re

from bench.journeys import printed
from bench.table import Row

JOURNEY = "tests/journeys/test_link_worker.py"
SAID = re.compile(r"referral_keystrokes=(\d+) referral_seconds=([\d.]+)")
NOTE = "twenty one after the other: first talk noted, placed with a group, came, closed, referrer told"


def rows() -> list[Row]:
    """Run the journey; RuntimeError when it fails."""
    keystrokes, seconds = map(float, printed(JOURNEY, SAID, "-k", "keyboard and 20"))
    return [
        Row("referral_keystrokes", keystrokes, "keys", lower_is_better=True, note=f"beyond free text; {NOTE}"),
        Row("referral_seconds", seconds, "s", lower_is_better=True, note=f"of pages and keys alone; {NOTE}"),
    ]
