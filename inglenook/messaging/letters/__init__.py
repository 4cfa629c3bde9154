"""Letters as tagged PDF/UA-1: `letter.py` says what a letter holds, `render.py` makes PDFs of them with Typst."""

from .codes import Code, make_code
from .letter import Letter, Question, ResultLine
from .render import render_letters, render_run

__all__ = ["Code", "Letter", "Question", "ResultLine", "make_code", "render_letters", "render_run"]
