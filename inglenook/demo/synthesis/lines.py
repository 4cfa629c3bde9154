"""Whole columns of JSON at once: a resource written as a Python template whose leaves are Arrow columns.

Nothing is escaped row by row: fixed text is serialised by orjson, and the columns hold numbers, dates,
references and words from the project's own tables, none of which holds a quotation mark or a backslash.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

Piece: TypeAlias = "str | pa.Array"


@dataclass(frozen=True)
class Text:
    """A leaf that is a JSON string: Arrow pieces and fixed words, joined."""

    pieces: tuple[Piece, ...]

    def __init__(self, *pieces: Piece):
        object.__setattr__(self, "pieces", pieces)


@dataclass(frozen=True)
class When:
    """A member or element that is only there in the rows where `mask` is true."""

    mask: np.ndarray
    node: Any


def render(template: dict) -> pa.Array:
    """Return one JSON object with its newline a row, as an Arrow column of strings."""
    return _join([*_pieces(template), "\n"])


def column(values: np.ndarray) -> pa.Array:
    """Return numbers, dates or truth values as the words JSON writes them with."""
    return pc.cast(pa.array(values), pa.string())


def dates(days: np.ndarray) -> Text:
    """Return `datetime64[D]` days as FHIR dates."""
    return Text(column(days.astype("datetime64[D]")))


def _pieces(node: Any) -> list[Piece]:
    match node:
        case Text():
            return ['"', *node.pieces, '"']
        case pa.Array():  # JSON already
            return [node]
        case np.ndarray():
            return [column(node)]
        case dict():
            return _bracket("{", [(f'"{key}":', value) for key, value in node.items()], "}")
        case list():
            return _bracket("[", [("", value) for value in node], "]")
        case _:
            return [orjson.dumps(node).decode()]


def _bracket(opening: str, members: list[tuple[str, Any]], closing: str) -> list[Piece]:
    """Join members by commas; where some may be absent, each brings its comma and the first is cut off."""
    if not any(isinstance(value, When) for _, value in members):
        inner = [piece for label, value in members for piece in (",", label, *_pieces(value))]
        return [opening, *inner[1:], closing]
    inner = [piece for label, value in members for piece in _member(label, value)]
    return [opening, pc.utf8_slice_codeunits(_join(inner), 1), closing]


def _member(label: str, value: Any) -> list[Piece]:
    if not isinstance(value, When):
        return [",", label, *_pieces(value)]
    text = _join([",", label, *_pieces(value.node)], rows=len(value.mask))
    return [pc.if_else(pa.array(value.mask), text, "")]


def _join(pieces: list[Piece], rows: int | None = None) -> pa.Array:
    joined = pc.binary_join_element_wise(*_merged(pieces), "")
    return pa.repeat(joined, rows) if isinstance(joined, pa.Scalar) else joined


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Put neighbouring fixed words together, so that Arrow joins fewer of them."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged
