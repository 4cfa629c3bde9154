"""Text as it is read: digits of every script as 0 to 9, numbers in English words as digits, small letters. Plain."""

import re
import unicodedata

# fmt: off
UNITS = {"zero": 0, "nought": 0, "nil": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
         "seven": 7, "eight": 8, "nine": 9}
TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
         "seventeen": 17, "eighteen": 18, "nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "eigthy": 80, "ninety": 90, "ninty": 90}
# fmt: on
WORDS = {**UNITS, **TEENS, **TENS}
MARKS = str.maketrans({"٫": ".", "٬": "", "،": ",", "’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "½": "\u0001"})

_WORD = "|".join(sorted([*WORDS, "hundred", "point", "dot"], key=len, reverse=True))
RUN = re.compile(rf"\b(?:{_WORD})(?:(?:(?<=hundred)\s+and\s+|[\s-]+)(?:{_WORD}))*\b")


def plain(text: str) -> str:
    """The text in small letters, every number in it as digits with a decimal point or comma as it was typed."""
    text = "".join(_digit(letter) for letter in text.translate(MARKS))
    text = unicodedata.normalize("NFKC", text).lower().replace("\u0001", ".5")
    text = re.sub(r"\ba hundred\b", "one hundred", text)
    text = RUN.sub(_in_digits, text) if text.strip() != "one" else "1"
    return re.sub(r"\b(\d+),? and a half\b", r"\1.5", text)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter, letter))


def _in_digits(run: re.Match) -> str:
    words = [word for word in re.split(r"[\s-]+", run[0]) if word != "and"]
    if words == ["one"] or words[0] in ("oh", "point", "dot", "hundred"):  # "one" stands for a thing more often
        return run[0]
    found, at = [], 0
    while at < len(words):
        number, at = _number(words, at)
        found.append(number)
    return " ".join(found).replace(" .", ".")


def _number(words: list[str], at: int) -> tuple[str, int]:
    """The number that begins here, as digits, and where the next one begins."""
    if words[at] in ("point", "dot"):
        return _decimals(words, at + 1)
    if words[at + 1 : at + 2] == ["hundred"] and words[at] in UNITS:
        rest, after = _below_hundred(words, at + 2)
        return str(UNITS[words[at]] * 100 + rest), after
    if words[at] in ("one", "two") and at + 1 < len(words) and words[at + 1] in TEENS | TENS:
        rest, after = _below_hundred(words, at + 1)
        return str(UNITS[words[at]] * 100 + rest), after
    if words[at] in UNITS:
        after = _end_of_digits(words, at)
        return "".join(str(UNITS[word]) for word in words[at:after]), after
    number, after = _below_hundred(words, at)
    return str(number), max(after, at + 1)


def _below_hundred(words: list[str], at: int) -> tuple[int, int]:
    """A number under a hundred that begins here; nothing there is nought."""
    word, following = words[at] if at < len(words) else "", words[at + 1] if at + 1 < len(words) else ""
    if word in TENS:
        more = UNITS.get(following, 0)
        return TENS[word] + more, at + 1 + bool(more)
    if word in TEENS:
        return TEENS[word], at + 1
    return (UNITS[word], at + 1) if word in UNITS else (0, at)


def _decimals(words: list[str], at: int) -> tuple[str, int]:
    after = _end_of_digits(words, at)
    if after > at:
        return "." + "".join(str(UNITS[word]) for word in words[at:after]), after
    number, after = _below_hundred(words, at)
    return f".{number}", after


def _end_of_digits(words: list[str], at: int) -> int:
    while at < len(words) and words[at] in UNITS:
        at += 1
    return at
