"""A programme's text read, checked, or refused with every problem, its line and its mend."""

from pathlib import Path

from ..rules import Programme
from .building import NotAProgramme, build, parse, with_lines
from .checking import problems_of

FOLDER = Path(__file__).resolve().parents[1] / "data" / "programmes"


def read(text: str, source: str = "") -> Programme:
    """The programme that a YAML text says. Raises NotAProgramme; `source` names the file in its message."""
    lines: dict = {}
    try:
        given, lines = parse(text)
        programme = build(given)
        problems = problems_of(programme)
    except NotAProgramme as refused:
        problems = refused.problems
    if problems:
        placed = problems if not lines else with_lines(problems, lines)
        raise NotAProgramme(sorted(placed, key=lambda p: p.line or 0), source)
    return programme


def shipped() -> list[Programme]:
    """The programmes that come with Inglenook."""
    return [read(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.yaml"))]
