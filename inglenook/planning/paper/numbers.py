"""Form numbers: short enough to type, with a last character that catches a slip. Plain Python."""

import secrets

from inglenook.core.tokens import ALPHABET

LENGTH = 7  # characters of 5 bits before the last: 34 thousand million numbers
HALF = 4
PRIME = 31


def make_number() -> str:
    """A new number: "7H2K-4M9Q"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return _printed(letters + _check(letters))


def read_number(typed: str) -> str | None:
    """The number as it is printed, however it was typed; None when it cannot be one."""
    letters = "".join(letter for letter in typed.lower().translate(str.maketrans("oil", "011")) if letter in ALPHABET)
    if len(letters) != LENGTH + 1 or letters[-1] != _check(letters[:-1]):
        return None
    return _printed(letters)


def _check(letters: str) -> str:
    """Weighted by place, so that two characters that change places are caught too."""
    return ALPHABET[sum(place * ALPHABET.index(letter) for place, letter in enumerate(letters, 2)) % PRIME]


def _printed(letters: str) -> str:
    return f"{letters[:HALF]}-{letters[HALF:]}".upper()
