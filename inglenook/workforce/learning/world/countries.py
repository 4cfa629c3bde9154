"""Countries by their ISO 3166-1 codes, from `data/countries.csv`."""

import csv
from dataclasses import dataclass
from functools import cache

from ..vocabulary import DATA


@dataclass(frozen=True)
class Country:
    """`code` has two letters; `number` three digits, by which maps know it."""

    code: str
    number: str
    name: str


@cache
def countries() -> dict[str, Country]:
    """All by their code."""
    with (DATA / "countries.csv").open(newline="") as file:
        return {row["code"]: Country(**row) for row in csv.DictReader(file)}


def find(said: str) -> Country | None:
    """The country of a code or a name, however it is written."""
    wanted = said.strip().casefold()
    return next((one for one in countries().values() if wanted in (one.code.casefold(), one.name.casefold())), None)
