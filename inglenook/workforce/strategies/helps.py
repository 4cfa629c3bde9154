"""Helps for the talk, from `workforce/data/helps.yaml`, and what each member of staff has put away of them."""

from dataclasses import dataclass
from functools import cache

import yaml

from inglenook.core.models import User

from ..models import PutAway
from .files import DATA

TEACH_BACK = "teach_back"


@dataclass(frozen=True)
class Help:
    """A few words one could use at some point of a talk, what to do after, and where it comes from."""

    title: str
    when: str
    say: list[str]
    then: str
    source: str


@cache
def helps() -> dict[str, Help]:
    """Every help by its code, in the order of a talk."""
    return {code: Help(**one) for code, one in yaml.safe_load((DATA / "helps.yaml").read_text())["helps"].items()}


def put_away_by(user: User) -> set[str]:
    """The codes of the helps this user does not want to see."""
    return set(PutAway.objects.filter(owner=user).values_list("help", flat=True))
