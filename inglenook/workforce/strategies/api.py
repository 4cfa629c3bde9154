"""The door to strategies for rooms above: what there is, what fits one person, which barriers their words speak of."""

from collections.abc import Collection, Iterable

from . import rules
from .files import library
from .helps import helps, put_away_by
from .rules import WENT, Barrier, Fitting, Strategy, Tried

__all__ = [
    "WENT", "Barrier", "Fitting", "Strategy", "Tried",
    "barriers", "fit", "frames", "helps", "put_away_by", "recognise", "strategies",
]  # fmt: skip


def strategies() -> dict[str, Strategy]:
    """Every strategy by its code."""
    return library().strategies


def barriers() -> dict[str, Barrier]:
    """Every barrier by its code; those of the preparation's question have its codes."""
    return library().barriers


def frames() -> dict[str, dict[str, str]]:
    """Words for the tags of strategies: com_b, groups, components, strengths, needs."""
    return library().frames


def fit(
    *, barrier: str, conditions: Collection[str], needs: Collection[str], tried: Iterable[Tried], setting: str
) -> list[Fitting]:
    """Strategies against a barrier for one person, the best fitting first, with the reasons; see `rules.fit`.

    `setting` is "talk" or "between". A barrier that is not known has none.
    """
    return rules.fit(
        strategies().values(),
        barrier=barrier,
        conditions=conditions,
        needs=needs,
        tried=tried,
        setting=setting,
        strengths=frames()["strengths"],
    )


def recognise(words: str) -> dict[str, str]:
    """The barriers that somebody's own words speak of: code to the words that say so."""
    return rules.recognise(barriers().values(), words)
