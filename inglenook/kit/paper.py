"""Paper: tagged PDF/UA-1 by Typst, in our own typeface. A compiler is kept for each template, which it reads once."""

from functools import cache
from pathlib import Path

import typst

from . import fonts


def typeset(template: Path, *, title: str, author: str, data: bytes) -> bytes:
    """The PDF of a template that reads `data`, JSON, from `sys.inputs.data`. The same data give the same bytes."""
    pdf = _compiler(template).compile(
        sys_inputs={"title": title, "author": author, "data": data.decode()},
        format="pdf",
        pdf_standards=["ua-1"],  # tagged, with language and title: readable by a screen reader
        timestamp=0,
    )
    assert isinstance(pdf, bytes)  # several files come of images alone
    return pdf


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(str(template), font_paths=[str(fonts.FOLDER)], ignore_system_fonts=True)
