"""The secret part of a private link: long enough that nobody guesses it, plain enough to type from paper."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from django.conf import settings

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o or u to mistake
LENGTH = 26  # characters of 5 bits: 130 bits
GROUP = 5


def make_token() -> str:
    """A new secret, in groups that are easier to copy: "7h2kd-…"."""
    return _grouped(secrets.choice(ALPHABET) for _ in range(LENGTH))


def token_for(purpose: str, ref) -> str:
    """The secret of the thing that goes by this ref: it stands nowhere and can be shown again to whoever may."""
    key = hmac.digest(settings.SECRET_KEY.encode(), f"{purpose}:{ref}".encode(), "sha256")
    return _grouped(ALPHABET[byte % len(ALPHABET)] for byte in key[:LENGTH])


def _grouped(letters: Iterable[str]) -> str:
    text = "".join(letters)
    return "-".join(text[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def digest(token: str) -> str:
    """What is kept of a secret (SHA-256, hexadecimal), however it was typed in."""
    typed = token.lower().translate(str.maketrans("oil", "011"))
    letters = "".join(letter for letter in typed if letter in ALPHABET)
    return hashlib.sha256(letters.encode()).hexdigest()
