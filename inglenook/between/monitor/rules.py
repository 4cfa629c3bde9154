"""What counts as quiet, from `data/monitor.yaml`. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "monitor.yaml"


@dataclass(frozen=True)
class Check:
    """One thing that was checked, and in a sentence how it stands. Nothing in it about persons."""

    code: str
    title: str
    is_well: bool
    says: str


@cache
def limits() -> dict:
    return yaml.safe_load(FILE.read_text())


def beat(name: str, at: datetime | None, now: datetime, installed_at: datetime) -> Check:
    """Whether work in the background left a sign of life lately enough, or was only just installed."""
    known = limits()["beats"][name]
    is_well = now - (at or installed_at) <= timedelta(minutes=known["minutes"])
    if at is None:
        return Check(f"beat:{name}", known["title"], is_well, "Has not run yet. Is the worker running?")
    minutes = max(0, int((now - at).total_seconds() // 60))
    return Check(f"beat:{name}", known["title"], is_well, f"Ran {_stretch(minutes)} ago.")


def outbox(late: int, oldest: datetime | None, has_left: bool, now: datetime) -> Check:
    """Whether messages that are due leave."""
    if not late or oldest is None:
        return Check("outbox", "Messages leaving", True, "No message is late.")
    minutes = int((now - oldest).total_seconds() // 60)
    says = f"{late:,} {'message is' if late == 1 else 'messages are'} late, the oldest by {_stretch(minutes)}"
    says += "; others are leaving." if has_left else "; none has left."
    return Check("outbox", "Messages leaving", has_left, says)


def gateway(failed: int, tried: int) -> Check:
    """Whether messages are taken by whoever carries them."""
    given = limits()["gateway"]
    refuses = failed >= given["at_least"] and failed >= given["share"] * tried
    says = (
        f"{failed:,} of {tried:,} were refused within the hour."
        if tried
        else "Nothing was handed over within the hour."
    )
    return Check("gateway", "Messages taken by the gateways", not refuses, says)


def replies(last: datetime | None, usual: float, now: datetime) -> Check:
    """Whether as many come back as usual; `usual` is how many such a time would bring."""
    given = limits()["replies"]
    came = last is not None and now - last <= timedelta(days=given["days"])
    if came or usual < given["usual_at_least"]:
        says = "Replies come." if came else "None lately; there are too few to tell whether that is unusual."
        return Check("replies", "Replies coming in", True, says)
    return Check("replies", "Replies coming in", False, f"None for {given['days']} days; usual are about {usual:.0f}.")


def unanswered(count: int) -> Check:
    """Whether red flags that have come to the whole team are seen in time."""
    says = f"{count:,} came to the whole team and nobody has seen them in time." if count else "None waits too long."
    return Check("red_flags", "Red flags seen in time", not count, says)


def _stretch(minutes: int) -> str:
    if minutes < 120:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 2880 else f"{minutes // 1440} days"
