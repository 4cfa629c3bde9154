"""The skills that staff rate themselves in, from data. Plain Python."""

from dataclasses import dataclass

import yaml

from .skills import DATA

_FILE = yaml.safe_load((DATA / "self_rating.yaml").read_text())


@dataclass(frozen=True)
class Rateable:
    """A skill and the level of the curriculum it belongs to."""

    code: str
    title: str
    level: str


SKILLS_RATED: dict[str, Rateable] = {code: Rateable(code, **about) for code, about in _FILE["skills"].items()}
SCALE: dict[int, str] = _FILE["scale"]
