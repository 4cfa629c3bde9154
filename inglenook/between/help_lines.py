"""Where to turn when it cannot wait, in the country this Inglenook serves (`data/help_lines.yaml`). Plain values."""

import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

COUNTRY = os.environ.get("INGLENOOK_COUNTRY", "GB-ENG")


@dataclass(frozen=True)
class Line:
    """One number: what is dialled, and how it reads on a page."""

    call: str
    words: str


@dataclass(frozen=True)
class HelpLines:
    """The lines of one country. A country without a line for advice has none."""

    country: str
    name: str
    emergency: Line
    advice: Line | None
    crisis: tuple[Line, ...]

    @property
    def all(self) -> tuple[Line, ...]:
        return (self.emergency, *([self.advice] if self.advice else []), *self.crisis)


@cache
def help_lines(country: str = COUNTRY) -> HelpLines:
    """The lines of a country by its code. Raises KeyError for one that the file does not have."""
    text = files(__package__).joinpath("data/help_lines.yaml").read_text(encoding="utf-8")
    given = yaml.safe_load(text)["countries"][country]
    return HelpLines(
        country=country,
        name=given["name"],
        emergency=Line(**given["emergency"]),
        advice=Line(**given["advice"]) if "advice" in given else None,
        crisis=tuple(Line(**one) for one in given["crisis"]),
    )
