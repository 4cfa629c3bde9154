"""Paper: tagged PDF/UA-1 by Typst, in our own typeface. A compiler is kept for each template, which it reads once."""

import re
from functools import cache
from pathlib import Path

import typst

from . import fonts, languages


def typeset(template: Path, *, title: str, author: str, data: bytes, **more: str) -> bytes:
    """The PDF of a template that reads `data`, JSON, `language`, `side` and `more` from `sys.inputs`. Same data, same
    bytes."""
    spoken = {"language": languages.tag(), "side": languages.side()}
    inputs = spoken | {"title": title, "author": author, "data": data.decode(), **more}
    try:
        return _compiled(template, inputs, ["ua-1"])  # tagged, with language and title: readable by a screen reader
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(template, inputs, [])  # a letter of a script we have no typeface for must not stop the rest


def _compiled(template: Path, inputs: dict[str, str], standards: list) -> bytes:
    pdf = _compiler(template).compile(sys_inputs=inputs, format="pdf", pdf_standards=standards, timestamp=0)
    assert isinstance(pdf, bytes)  # several files come of images alone
    return pdf


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of `typeset` has."""
    counted = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    assert counted  # Typst writes one list of pages, in the clear
    return int(counted[1])


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(str(template), font_paths=[str(fonts.FOLDER)], ignore_system_fonts=True)
