"""What somebody means who looks for a person: a date of birth, an NHS number, names. Plain Python."""

import re
from dataclasses import dataclass
from datetime import date

DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")


@dataclass(frozen=True)
class Sought:
    """The parts that were understood; all of them must agree with the person."""

    born_on: date | None = None
    nhs_number: str = ""
    names: tuple[str, ...] = ()

    def __bool__(self):
        return bool(self.born_on or self.nhs_number or self.names)

    @classmethod
    def of(cls, text: str) -> "Sought":
        """4/6/1960, 04.06.1960 or 1960-06-04; ten digits, with or without spaces; every other word is a name."""
        text = text.replace("\0", "")  # which no name has, and no database takes
        dated = DATE.search(text)
        born_on = _day(dated) if dated else None
        rest = text.replace(dated.group(), " ") if born_on else text
        numbered = NUMBER.search(rest)
        number = re.sub(r"\D", "", numbered.group()) if numbered else ""
        rest = rest.replace(numbered.group(), " ") if numbered else rest
        return cls(born_on, number, tuple(re.sub(r"[,;]", " ", rest).split()))


def _day(found: re.Match) -> date | None:
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        return date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        return None
