"""The columns of rows, from documents. The one place that says so: for what a feed brings and for what people edit."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from .areas import box_of
from .rules import day

UK_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})", re.I)
LINES = ("attention", "address_1", "address_2", "city", "region")


def vocabulary(document: dict) -> dict[str, Any]:
    return {
        "name": document["name"][:300],
        "description": document.get("description", ""),
        "version": document.get("version", "")[:60],
    }


def term(document: dict) -> dict[str, Any]:
    return {
        "name": document["name"][:300],
        "description": document.get("description", ""),
        "code": (document.get("code") or document.get("term") or "")[:200],
    }


def provider(document: dict) -> dict[str, Any]:
    return {
        "name": document["name"][:300],
        "description": document.get("description", ""),
        "email": document.get("email", ""),
        "phone": _phone(document),
        "website": document.get("website", ""),
    }


def site(document: dict) -> dict[str, Any]:
    address = next(iter(document.get("addresses", [])), {})
    return {
        "name": document.get("name", "")[:300],
        "address": ", ".join(address[line] for line in LINES[1:] if address.get(line))[:600],
        "postcode": postcode(address.get("postal_code", "")),
        "latitude": document.get("latitude"),
        "longitude": document.get("longitude"),
        "access": access_codes(document),
    }


def service(document: dict) -> dict[str, Any]:
    return {
        "name": document["name"][:300],
        "description": document.get("description", ""),
        "status": document["status"],
        "assured_on": day(document.get("assured_date", "")),
        "url": document.get("url", ""),
        "email": document.get("email", "") or next(_mails(document), ""),
        "phone": _phone(document),
        "serves": box_of(document),
    }


def postcode(text: str) -> str:
    """A British postcode in its usual form, any other as it is."""
    found = UK_POSTCODE.fullmatch(text.strip())
    return f"{found[1]} {found[2]}".upper() if found else text.strip()[:20]


@cache
def kinds_of_access() -> dict[str, dict]:
    """What a place may offer, by code: `title` and the words that say so."""
    return yaml.safe_load(files("inglenook.community").joinpath("data/access.yaml").read_text())["access"]


def access_codes(document: dict) -> list[str]:
    """Codes of access.yaml that the accessibility texts of a place speak of."""
    said = " ".join(
        str(found.get(name, ""))
        for found in document.get("accessibility", [])
        for name in ("description", "details", "accessibility")
    )
    return list(_codes(said.lower())) if said.strip() else []


@lru_cache(maxsize=10_000)
def _codes(said: str) -> tuple[str, ...]:
    return tuple(
        code for code, (words, unless) in _patterns().items() if words.search(said) and not unless.search(said)
    )


@cache
def _patterns() -> dict[str, tuple[re.Pattern, re.Pattern]]:
    return {code: (_any_of(kind["words"]), _any_of(kind["unless"])) for code, kind in kinds_of_access().items()}


def _any_of(words: list[str]) -> re.Pattern:
    """Any of the words, whole; of none, what is never found."""
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b" if words else r"(?!)")


def _phone(document: dict) -> str:
    return next(_numbers(document), "")[:60]


def _numbers(document: dict) -> Iterator[str]:
    """Numbers of a thing, its own first, then those of its contacts."""
    for holder in (document, *document.get("contacts", [])):
        yield from (phone["number"].strip('"') for phone in holder.get("phones", []) if phone.get("number"))


def _mails(document: dict) -> Iterator[str]:
    yield from (contact["email"] for contact in document.get("contacts", []) if contact.get("email"))
