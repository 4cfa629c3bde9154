"""What a pack tells, made ready for a page or a letter."""

from datetime import date

from inglenook.kit.sparkline import target_in_words
from inglenook.kit.words import first_upper

from ..models import Pack


def told(pack: Pack) -> list[dict]:
    """The pack's results with their days as dates."""
    return [
        {
            **entry,
            "on": date.fromisoformat(entry["on"]),
            "points": [(date.fromisoformat(day), number) for day, number in entry["points"]],
            "target_words": _target(entry),
        }
        for entry in pack.contents.get("results", [])
    ]


def _target(entry: dict) -> str:
    words = target_in_words(entry["target"], entry["unit"].split(" (")[0])
    return f"{first_upper(words)}." if words else ""
