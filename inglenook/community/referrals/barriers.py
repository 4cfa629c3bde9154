"""What gets in the way, from `data/barriers.yaml`. Plain Python."""

from functools import cache
from pathlib import Path

import yaml

from inglenook.kit.words import translated

FILE = Path(__file__).resolve().parents[1] / "data" / "barriers.yaml"


@cache
def _document() -> dict[str, dict]:
    return yaml.safe_load(FILE.read_text())["barriers"]


def choices() -> list[tuple[str, str]]:
    """Codes and titles in the page's language, in the order of the file."""
    return [(code, translated(barrier["title"])) for code, barrier in _document().items()]


def titles(codes: list[str]) -> list[str]:
    """In words; a code that is not known stays as it is."""
    return [_document()[code]["title"] if code in _document() else code for code in codes]
