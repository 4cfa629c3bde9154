"""What a new plan with two goals and three actions costs a professional, counted in Chromium by its journey's test."""

import re
import subprocess
import sys

from bench.table import Row

JOURNEY = "tests/journeys/test_plan_effort.py"
SAID = re.compile(r"plan_keystrokes=(\d+) plan_clicks=(\d+)")
NOTE = "from the person's page to the agreed plan: two goals with importance, three actions with confidence"


def rows() -> list[Row]:
    """Run the journey; RuntimeError when it fails."""
    command = [sys.executable, "-m", "pytest", JOURNEY, "-q", "-s", "-p", "no:cacheprovider"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    found = SAID.search(ran.stdout)
    if ran.returncode or not found:
        raise RuntimeError(f"{JOURNEY} failed:\n{ran.stdout[-2000:]}")
    keystrokes, clicks = map(int, found.groups())
    return [
        Row("plan_keystrokes", keystrokes, "keys", goal=39, lower_is_better=True, note=f"beyond free text, {NOTE}"),
        Row("plan_clicks", clicks, "clicks", goal=12, lower_is_better=True, note=NOTE),
    ]
