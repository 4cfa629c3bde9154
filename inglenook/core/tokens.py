"""The secret part of a private link: long enough that nobody guesses it, plain enough to type from paper."""

import hashlib
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o or u to mistake
LENGTH = 26  # characters of 5 bits: 130 bits
GROUP = 5


def make_token() -> str:
    """A new secret, in groups that are easier to copy: "7h2kd-…"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def digest(token: str) -> str:
    """What is kept of a secret (SHA-256, hexadecimal), however it was typed in."""
    typed = token.lower().translate(str.maketrans("oil", "011"))
    letters = "".join(letter for letter in typed if letter in ALPHABET)
    return hashlib.sha256(letters.encode()).hexdigest()
