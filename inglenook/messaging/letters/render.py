"""Letters to PDF."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson

from inglenook.kit.paper import count_pages, typeset

from .letter import Letter

SIDES = 2
TEMPLATE = Path(__file__).parent / "templates" / "preparation.typ"


def render_letters(batch: Iterable[Letter]) -> list[bytes]:
    """A PDF for each letter, in their order. The same letter gives the same bytes."""
    return [_compile([letter]) for letter in batch]


def render_run(batch: Sequence[Letter]) -> bytes:
    """One PDF of many letters, each beginning on a new sheet. All are of one size of print."""
    if len({letter.large_print for letter in batch}) > 1:
        raise ValueError("Letters in normal and in large print belong in separate runs")
    return _compile(batch)


def _compile(batch: Sequence[Letter]) -> bytes:
    """Set as if every letter fits the two sides of its sheet, which is faster; when one does not, set anew."""
    if not batch[0].large_print:  # large print seldom fits
        pdf = _set(batch, fits="yes")
        if count_pages(pdf) == SIDES * len(batch):
            return pdf
    return _set(batch, fits="no")


def _set(batch: Sequence[Letter], *, fits: str) -> bytes:
    first = batch[0]
    return typeset(TEMPLATE, title=first.title, author=first.practice, data=orjson.dumps(batch), fits=fits)
