"""Where to turn when it cannot wait, in the country this Inglenook serves (`data/help_lines.yaml`). Plain values."""

import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

COUNTRY = os.environ.get("INGLENOOK_COUNTRY", "GB")


@dataclass(frozen=True)
class Line:
    """One line: whose it is, what is dialled, and how it reads to the person."""

    name: str
    number: str
    says: str


@dataclass(frozen=True)
class HelpLines:
    """The lines of one country: a life in danger, what cannot wait, a mind in need, somebody to talk to."""

    emergency: Line
    urgent: Line
    mental_health: Line
    crisis: Line
    text: Line | None = None

    @property
    def all(self) -> tuple[Line, ...]:
        return (self.emergency, self.urgent, self.mental_health, self.crisis, *([self.text] if self.text else []))


@cache
def help_lines(country: str = COUNTRY) -> HelpLines:
    """The lines of a country by its code. Raises KeyError for one that the file does not have."""
    text = files(__package__).joinpath("data/help_lines.yaml").read_text(encoding="utf-8")
    given = yaml.safe_load(text)["countries"][country]
    return HelpLines(**{need: Line(**line) for need, line in given.items()})
