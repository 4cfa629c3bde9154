"""The prompts of a pack, from `planning/data/prompts.yaml`."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent / "data" / "prompts.yaml"


@dataclass(frozen=True)
class Prompt:
    """One question: how it is worded, how it is answered, how many lines a letter leaves for it."""

    code: str
    question: str
    hint: str
    kind: str  # text, choices or ordered
    lines: int
    own_words: str = ""
    options: dict[str, str] = field(default_factory=dict)


@cache
def prompts() -> dict[str, Prompt]:
    """All prompts by code, in the order in which they are asked."""
    entries = yaml.safe_load(DATA.read_text())["prompts"]
    return {entry["code"]: Prompt(**entry) for entry in entries}


def neighbours(code: str) -> tuple[str | None, str | None]:
    """The codes of the prompts before and after this one; None at either end."""
    codes = [None, *prompts(), None]
    place = codes.index(code)
    return codes[place - 1], codes[place + 1]
