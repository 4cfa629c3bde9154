"""Programmes between text, mappings and `rules.Programme`, whose dataclasses are their schema."""

from typing import Any

from inglenook.core import schema
from inglenook.core.schema import Invalid as NotAProgramme
from inglenook.core.schema import Path, Problem, as_text, contents_of, parse, with_lines

from ..rules import Programme

__all__ = ["NotAProgramme", "Path", "Problem", "as_text", "build", "contents_of", "parse", "with_lines"]


def build(given: Any) -> Programme:
    """The programme that a mapping says. Raises NotAProgramme with everything that is of the wrong form."""
    return schema.build(Programme, given)
