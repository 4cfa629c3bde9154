"""The measures of `data/measures.yaml`, and what to ask of them by code. Codes are those of `Result.measure`.

`blood_pressure` is a pair: its numbers, and its agreed targets, are (systolic, diastolic).
"""

from collections.abc import Sequence
from datetime import date, datetime
from importlib.resources import files

import yaml

from .rules import (
    ANYONE,
    About,
    Band,
    Change,
    Described,
    Measure,
    OtherUnit,
    Range,
    Threshold,
    Variant,
    in_words,
    together,
)

__all__ = [
    "ANYONE",
    "MEASURES",
    "About",
    "Described",
    "Measure",
    "Range",
    "describe",
    "general_target",
    "is_plausible",
    "is_urgent",
    "trend",
    "urgent_within",
]

Number = float | tuple[float, float]
Target = Range | tuple[Range | None, Range | None] | None


def describe(code: str, number: Number, *, target: Target = None, about: About = ANYONE) -> Described:
    """What this number of this measure means: its value as shown, word, tone, sentence, hours if urgent.

    `target` is the person's own agreed range (ends within it), in the measure's unit. Raises KeyError for a code that
    is not a measure.
    """
    measure = MEASURES[code]
    if not measure.parts:
        return in_words(measure, number, target=target, about=about)
    targets = target or (None,) * len(measure.parts)
    return together(
        measure,
        (
            in_words(MEASURES[part], one, target=own, about=about)
            for part, one, own in zip(measure.parts, number, targets, strict=True)
        ),
    )


def general_target(code: str, about: About = ANYONE) -> Range | None:
    """The published target for people like this one (of a pair, of its first part); None when there is none."""
    measure = MEASURES[code]
    return MEASURES[measure.parts[0] if measure.parts else code].general_target(about)


def urgent_within(code: str, number: float) -> int | None:
    """Hours within which a named professional must see this value; None when it is not urgent or not a measure."""
    threshold = MEASURES[code].threshold(number) if code in MEASURES else None
    return threshold.hours if threshold else None


def is_urgent(code: str, number: float) -> bool:
    return urgent_within(code, number) is not None


def is_plausible(code: str, number: float) -> bool:
    """Whether a living adult could have this value; a measure that is not known makes no claim."""
    return code not in MEASURES or MEASURES[code].plausible.holds(number)


def trend(code: str, points: Sequence[tuple[date | datetime, float]]) -> str:
    """Which way it is going, in words (`Measure.way`); of a pair, give the points of its first part."""
    measure = MEASURES[code]
    return (MEASURES[measure.parts[0]] if measure.parts else measure).way(points)


def _load() -> dict[str, Measure]:
    text = files(__package__).joinpath("data/measures.yaml").read_text(encoding="utf-8")
    return {code: _measure(code, given) for code, given in yaml.load(text, Loader=yaml.CSafeLoader)["measures"].items()}


def _measure(code: str, given: dict) -> Measure:
    plain = ("name", "what", "unit", "decimals", "better")
    return Measure(
        code=code,
        **{key: given[key] for key in plain if key in given},
        parts=tuple(given.get("parts", ())),
        bands=_bands(given),
        variants=tuple(_variant(one) for one in given.get("variants", ())),
        target=_range(given.get("target")),
        urgent=tuple(Threshold(**one) for one in given.get("urgent", ())),
        plausible=_range(given.get("plausible")) or Range(),
        change=Change(**given["change"]) if "change" in given else None,
        also=OtherUnit(**given["also"]) if "also" in given else None,
    )


def _variant(given: dict) -> Variant:
    for_whom = given["when"]
    return Variant(
        age_from=for_whom.get("age_from"),
        sexes=frozenset(for_whom.get("sexes", ())),
        ethnicities=frozenset(for_whom.get("ethnicities", ())),
        conditions=frozenset(for_whom.get("conditions", ())),
        bands=_bands(given),
        target=_range(given.get("target")),
    )


def _bands(given: dict) -> tuple[Band, ...]:
    return tuple(Band(one.get("from"), one["word"], one["tone"], one["says"]) for one in given.get("bands", ()))


def _range(given: dict | None) -> Range | None:
    return Range(given.get("low"), given.get("high")) if given else None


MEASURES = _load()
