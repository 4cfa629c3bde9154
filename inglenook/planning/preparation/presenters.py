"""What a pack tells, made ready for a page or a letter."""

from datetime import date

from django.utils.translation import gettext as _

from inglenook.kit.words import translated

from ..models import Pack


def told(pack: Pack) -> list[dict]:
    """The pack's results with their days as dates."""
    return [
        {
            **entry,
            **{key: translated(entry[key]) for key in ("name", "word", "way")},
            "on": date.fromisoformat(entry["on"]),
            "points": [(date.fromisoformat(day), number) for day, number in entry["points"]],
            "target_words": _target(entry),
            "says": _says(entry),
        }
        for entry in pack.contents.get("results", [])
    ]


def _target(entry: dict) -> str:
    """ "You agreed: below 140/90." or, published for people like them, "Best: 53 or less."; nothing without one."""
    if not entry["target_words"]:
        return ""
    said = _("You agreed: %(target)s.") if entry["is_agreed"] else _("Best: %(target)s.")
    return said % {"target": translated(entry["target_words"])}


def _says(entry: dict) -> str:
    """What it means in a sentence, and the number in the unit that the person may know better."""
    also = _("%(value)s %(unit)s is the same as %(also)s.") % entry if entry["also"] else ""
    return f"{translated(entry['says'])} {also}".strip()
