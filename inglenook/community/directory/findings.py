"""What a reading of a feed finds: things, one by one, and faults of the feed itself."""

from dataclasses import dataclass, field

from .rules import REFUSED, Fault


@dataclass(frozen=True)
class Item:
    """One object as a feed gave it: where, what of the standard it is, and the object."""

    place: str
    kind: str  # service, taxonomy or taxonomy_term
    document: object


class FeedRefused(Exception):
    """Nothing of this feed can be taken, or nothing of it is to be trusted; what was known stays."""

    def __init__(self, fault: Fault):
        super().__init__(fault.what)
        self.fault = fault


@dataclass
class Findings:
    """Faults of the feed, whether it was read whole, and the rows of its tables where it is made of tables."""

    faults: list[Fault] = field(default_factory=list)
    complete: bool = True
    bytes_read: int = 0
    tables: dict[str, dict[str, int]] = field(default_factory=dict)
    like_the_standard: bool = True  # false for the older form, of tables

    def warn(self, place: str, what: str, mend: str) -> None:
        self.faults.append(Fault(place, what, mend))

    def lacking(self, place: str, what: str, mend: str) -> None:
        """A part of the feed that could not be read: what is known of it stays."""
        self.complete = False
        self.faults.append(Fault(place, what, mend, REFUSED))


def refused(place: str, what: str, mend: str) -> FeedRefused:
    return FeedRefused(Fault(place, what, mend, REFUSED))
