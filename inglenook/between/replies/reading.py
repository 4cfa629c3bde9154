"""A reading from the person's own words. What is not certain is not guessed. Plain Python.

The text is made plain (`numerals`), what is no reading is taken out (telephone and NHS numbers, dates, times, money),
and the numbers left are judged by the words and units beside them and by what a living adult could have.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from inglenook.people.measures import MEASURES, is_plausible

from .heard import Known, Taken, Unclear, Understood, Why
from .numerals import plain
from .pairs import pairs
from .said_when import CLOCK, taken
from .spoken import Unit, phrase, spoken

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
NO_READING = re.compile(
    "|".join(
        (
            r"\+(?:[\s().-]*\d){10,15}(?!\d)",  # a telephone number abroad
            r"(?<!\d)0(?:[\s().-]*\d){9,10}(?!\d)",  # one at home
            r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)",  # NHS number
            r"\d{4,}(?:[ -]\d{2,})+|(?:\d{2,}[ -])+\d{4,}|\d{5,}",
            r"(?<!\d)\d{1,2}(?P<by>[/.-])\d{1,2}(?P=by)(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}",
            rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+\d{{4}})?|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b",
            r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])|(?<!\d)(?:[23]?1st|2?2nd|2?3rd|\d{1,2}th)\b",
            CLOCK.pattern,
            r"\d{1,2}\s*o'?clock|\bhalf (?:past )?\d{1,2}\b|\b(?:at|around|since|until|till|by|before|after|from)\s+"
            r"(?:1?\d|2[0-4])(?:\.[0-5]\d)?\b(?![.,]?\d|\s*(?:/|over|st\b|stone|kg|mmol|%))",
            r"[£$€]\s*\d[\d.,]*",
        )
    )
)
NUMBER = re.compile(r"(?<![\d.,/])\d{1,3}(?:[.,]\d{1,2})?(?![\d/]|[.,]\d)")
STONE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:\.\d+)?)\s*(?:st|stones?)\b\.?,?(?:\s*(?:and\s*)?(\d{1,2}(?:\.\d)?)(?!\d)\s*(?:lbs?\b|pounds?\b)?)?"
)
A_RANGE = re.compile(
    r"\d\s*(?:-|to|or|and a bit)\s*\d|\bbetween\s+\d|\d\s*\+(?!\d)"
    r"|(?:under|over|above|below|less than|more than|[<>]=?)\s*\d"
)
NOT_THIS = re.compile(
    r"\b(?:not|wasn't|isn't|instead of|rather than)\s+(?:it\s+)?(?:\d[\d/.,]*)(?:\s*(?:over|/)\s*\d+)?"
)
FAR_FROM_LAST = 0.2  # of a weight, without a unit said: it may be in pounds
SAME_WITHIN = timedelta(days=14)


def read_measure(text: str, measure: str, known: Known) -> Understood | Unclear:
    """The readings of this measure in the text. Raises KeyError for a measure people do not send."""
    clear = NOT_THIS.sub(" ; ", plain(text))
    if not known.by_carer and phrase("others").search(clear):
        return Unclear(Why.SOMEBODY_ELSE)
    found = _pairs(clear) if measure == "blood_pressure" else _singles(clear, measure, known)
    if found == Unclear(Why.NOTHING):
        return _without_numbers(clear, known)
    if isinstance(found, Unclear):
        return found
    moments = taken(clear, known.at, len(found))
    readings = tuple(Taken(numbers, at) for numbers, at in zip(found, moments, strict=True))
    return Understood(_value(readings[-1].numbers), readings)


def without_other_numbers(text: str) -> str:
    """The text without telephone and NHS numbers, dates, times and money."""
    return NO_READING.sub(" ; ", text)


def _value(numbers: tuple[float, ...]) -> float | list[float]:
    return list(numbers) if len(numbers) > 1 else numbers[0]


def _without_numbers(text: str, known: Known) -> Understood | Unclear:
    if phrase("same").search(text):
        return _same(text, known)
    return Unclear(Why.PHOTO if phrase("photo").search(text) else Why.NOTHING)


def _same(text: str, known: Known) -> Understood | Unclear:
    """The last reading again, if it is from when the person says, or from the last two weeks when they do not say."""
    last = known.last
    is_of_then = last and (
        (known.at.date() - last.at.astimezone(known.at.tzinfo).date()).days == 1
        if "yesterday" in text
        else known.at - last.at <= SAME_WITHIN
    )
    if not last or not is_of_then or re.search(r"\d", text):
        return Unclear(Why.NO_EARLIER)
    return Understood(_value(last.numbers), (Taken(last.numbers, known.at),))


def _pairs(text: str) -> list[tuple[float, ...]] | Unclear:
    found = pairs(without_other_numbers(phrase("wished").sub("wished", text)))
    if isinstance(found, Unclear):
        return found
    top, bottom = (MEASURES[part] for part in MEASURES["blood_pressure"].parts)
    if all(top.plausible.holds(high) and bottom.plausible.holds(low) for high, low in found):
        return found
    return Unclear(Why.IMPLAUSIBLE)


def _singles(text: str, measure: str, known: Known) -> list[tuple[float, ...]] | Unclear:
    text = without_other_numbers(text)
    if measure == "weight" and (stones := STONE.findall(text)):
        found = [float(stone) * 6.35029318 + float(pounds or 0) * 0.45359237 for stone, pounds in stones]
        return _plausible(measure, found)
    if A_RANGE.search(text):
        return Unclear(Why.RANGE)
    return _judged(measure, list(_candidates(text, measure)), known)


def _candidates(text: str, measure: str) -> Iterator[tuple[float, Unit | None]]:
    """The numbers that may be this measure's, each with the unit said; those that count something else are left out."""
    ours = spoken()[measure]
    for found in NUMBER.finditer(text):
        before, after = text[: found.start()].rstrip(" :=-"), text[found.end() :]
        unit, follows = _unit_after(after, measure)
        if follows and not _is_of_another(before, measure, unit) and not _counts(before, found[0], bool(unit)):
            yield float(found[0].replace(",", ".")), ours.unit(unit) if unit else None


def _unit_after(after: str, measure: str) -> tuple[str, bool]:
    """The unit written next, and whether what comes next lets the number be a reading at all."""
    says = [said for unit in spoken()[measure].units for said in unit.says]
    for said in sorted(says, key=len, reverse=True):
        if re.match(rf"\s*{re.escape(said)}(?!\w)", after):
            return said, True
    following = re.match(r"\s*([^\W\d_][\w']*|%|/)", after)
    return "", following is None or bool(phrase("may_follow").fullmatch(following[1]))


def _is_of_another(before: str, measure: str, unit: str) -> bool:
    """Whether the nearest word that names a measure, in the same clause, names another one."""
    if unit:
        return False
    clause = re.split(r"[.;\n]\s|[;\n]", before)[-1]
    named = [(found.start(), code) for code, one in spoken().items() for found in one.words.finditer(clause)]
    return bool(named) and max(named)[1] != measure


def _counts(before: str, number: str, has_unit: bool) -> bool:
    """Whether the words before a number say that it counts or names something else, or was only wished for."""
    if has_unit:
        return False
    last = " ".join(before.split()[-3:])
    if phrase("wished").search(last):
        return True
    word = before.split()[-1] if before.split() else ""
    small = number.isdigit() and int(number) <= 12
    return bool(phrase("not_after").fullmatch(word) or (small and phrase("not_counted_after").fullmatch(word)))


def _judged(measure: str, found: list[tuple[float, Unit | None]], known: Known) -> list[tuple[float, ...]] | Unclear:
    if not found:
        return Unclear(Why.NOTHING)
    with_units = [one for one in found if one[1]]
    found = with_units if with_units and len(with_units) < len(found) else found
    if any(unit is None and not _needs_no_unit(measure, number, known) for number, unit in found):
        return Unclear(Why.UNIT)
    return _plausible(measure, [unit.of(number) if unit else number for number, unit in found])


def _needs_no_unit(measure: str, number: float, known: Known) -> bool:
    if not spoken()[measure].bare.holds(number):
        return False
    if measure != "weight" or known.last is None:
        return True
    return abs(number - known.last.numbers[0]) <= known.last.numbers[0] * FAR_FROM_LAST


def _plausible(measure: str, numbers: list[float]) -> list[tuple[float, ...]] | Unclear:
    if not all(is_plausible(measure, number) for number in numbers):
        return Unclear(Why.IMPLAUSIBLE)
    return [(round(number, 2),) for number in numbers]
