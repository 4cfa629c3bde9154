"""Easy Read: short sentences, one idea a line, each beside a picture. The same words make a page and a paper.

After the guidance of the Department of Health ("Making written information easier to understand for people with
learning disabilities", 2010): pictures on the left, words of 14 point and more on the right, no columns, much room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import orjson

from . import languages
from .paper import typeset

PICTURES = Path(__file__).parent / "static" / "kit" / "pictures"
TEMPLATE = Path(__file__).parent / "templates" / "easy.typ"


@dataclass(frozen=True)
class Row:
    """One idea: a picture and its lines. `voice` is what the person said themselves, left as they said it.

    On paper there are `lines` to write on and boxes for the `options`; on a page `href` leads to where one answers.
    """

    picture: str
    says: list[str]
    voice: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    lines: int = 0
    href: str = ""


@dataclass(frozen=True)
class Part:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Face:
    """What a paper that goes by post carries: to whom, from whom, and the code that opens their private page."""

    to: str
    address: list[str]
    practice: str
    phone: str
    date: str
    code: dict | None = None  # side and pixels
    short_address: str = ""


@dataclass(frozen=True)
class Easy:
    """A whole paper. `footer` names the person and the paper on every page."""

    title: str
    parts: list[Part]
    footer: str = ""
    large_print: bool = False
    face: Face | None = None
    language: str = field(default_factory=languages.tag)  # the one spoken when it was made
    side: str = field(default_factory=languages.side)


def easy_pdf(papers: Sequence[Easy], *, author: str) -> bytes:
    """One PDF of many papers, each beginning on a new sheet. All are of one size of print."""
    data = orjson.dumps({"papers": papers, "pictures": _drawn(papers)})
    return typeset(TEMPLATE, title=papers[0].title, author=author, data=data)


def _drawn(papers: Iterable[Easy]) -> dict[str, str]:
    names = {row.picture for paper in papers for part in paper.parts for row in part.rows}
    return {name: picture(name) for name in sorted(names)}


@cache
def picture(name: str) -> str:
    """A picture as SVG. They are our own, drawn for this."""
    return (PICTURES / f"{name}.svg").read_text()
