"""What the national standard asks of a shared decision and is not there yet. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Weighed:
    """An option: its name, and how many benefits and harms are written down."""

    name: str
    benefits: int
    harms: int


def lacking(matters: str, options: Iterable[Weighed]) -> list[str]:
    """What is mandatory (PRSB Shared Decision Making 1.0) and missing, in words that follow "Still missing: "."""
    options = list(options)
    found = [] if matters.strip() else ["what matters to the person"]
    found += [] if options else ["the options"]
    for option in options:
        sides = (("a benefit", option.benefits), ("a harm", option.harms))
        if none := [side for side, count in sides if not count]:
            found.append(f"{' and '.join(none)} of “{option.name}”")
    return found
