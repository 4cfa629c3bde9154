"""What a new plan with two goals and three actions costs a professional, counted in Chromium by its journey's test."""

import re

from bench.journeys import printed
from bench.table import Row

JOURNEY = "tests/journeys/test_plan_effort.py"
SAID = re.compile(r"plan_keystrokes=(\d+) plan_clicks=(\d+)")
NOTE = "from the person's page to the agreed plan: two goals with importance, three actions with confidence"


def rows() -> list[Row]:
    """Run the journey; RuntimeError when it fails."""
    keystrokes, clicks = map(int, printed(JOURNEY, SAID))
    return [
        Row("plan_keystrokes", keystrokes, "keys", goal=39, lower_is_better=True, note=f"beyond free text, {NOTE}"),
        Row("plan_clicks", clicks, "clicks", goal=12, lower_is_better=True, note=NOTE),
    ]
