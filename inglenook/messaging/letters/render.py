"""Letters to PDF. One compiler is kept, with its fonts and its template read once."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import orjson
import typst

from inglenook.kit import fonts

from .letter import Letter

TEMPLATE = Path(__file__).parent / "templates" / "preparation.typ"
STANDARD = "ua-1"  # tagged, with language and title: readable by a screen reader


def render_letters(batch: Iterable[Letter]) -> list[bytes]:
    """A PDF for each letter, in their order. The same letter gives the same bytes."""
    return [_compile([letter]) for letter in batch]


def render_run(batch: Sequence[Letter]) -> bytes:
    """One PDF of many letters, each beginning on a new sheet. All are of one size of print."""
    if len({letter.large_print for letter in batch}) > 1:
        raise ValueError("Letters in normal and in large print belong in separate runs")
    return _compile(batch)


def _compile(batch: Sequence[Letter]) -> bytes:
    first = batch[0]
    return _compiler().compile(
        sys_inputs={
            "title": first.title,
            "author": first.practice,
            "batch": orjson.dumps(batch).decode(),
        },
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=0,
    )


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(TEMPLATE), font_paths=[str(fonts.FOLDER)], ignore_system_fonts=True)
