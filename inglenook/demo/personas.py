"""Who a visitor of the demonstration can be."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("personas.yaml")


@dataclass(frozen=True)
class Persona:
    """One card of the page of personas.

    `role` is how the page introduces them; `membership` the role and organisation code of a professional;
    `signs_in_as` the code of the persona whose account opens (their own, except for somebody without internet).
    """

    code: str
    name: str
    role: str
    email: str
    hint: str
    opens: str
    signs_in_as: str
    membership: tuple[str, str] | None = None
    character: str = ""

    @property
    def has_account(self) -> bool:
        return self.signs_in_as == self.code


@cache
def personas() -> dict[str, Persona]:
    """All personas by code, in the order of their cards."""
    document = yaml.safe_load(FILE.read_text())
    return {row["code"]: _persona(row, document) for row in document["personas"]}


@cache
def by_email() -> dict[str, Persona]:
    """The personas who have an account, by its address."""
    return {persona.email: persona for persona in personas().values() if persona.has_account}


def _persona(row: dict, document: dict) -> Persona:
    return Persona(
        code=row["code"],
        name=row["name"],
        role=row["role"],
        email=f"{row['code']}@{document['domain']}",
        hint=row["try"],
        opens=row["opens"],
        signs_in_as=row.get("seen_as", row["code"]),
        membership=(row["is"], document["organisations"][row["at"]]) if "is" in row else None,
        character=row.get("character", ""),
    )
