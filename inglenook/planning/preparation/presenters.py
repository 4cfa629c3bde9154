"""What a pack tells, made ready for a page or a letter."""

from datetime import date

from ..models import Pack


def told(pack: Pack) -> list[dict]:
    """The pack's results with their days as dates."""
    return [
        {
            **entry,
            "on": date.fromisoformat(entry["on"]),
            "points": [(date.fromisoformat(day), number) for day, number in entry["points"]],
            "target_words": _target(entry),
            "says": _says(entry),
        }
        for entry in pack.contents.get("results", [])
    ]


def _target(entry: dict) -> str:
    """ "You agreed: below 140/90." or, published for people like them, "Best: 53 or less."; nothing without one."""
    words = entry["target_words"]
    return f"{'You agreed' if entry['is_agreed'] else 'Best'}: {words}." if words else ""


def _says(entry: dict) -> str:
    """What it means in a sentence, and the number in the unit that the person may know better."""
    also = f"{entry['value']} {entry['unit']} is the same as {entry['also']}." if entry["also"] else ""
    return f"{entry['says']} {also}".strip()
