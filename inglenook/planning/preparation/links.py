"""Private links: made, looked up before anybody is known, opened with the date of birth, ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from inglenook.core.tokens import digest, make_token

from ..models import Pack, PackLink
from .rules import LINK_DAYS

FUNCTIONS = (Path(__file__).parent / "links.sql").read_text()


@dataclass(frozen=True)
class LinkState:
    """How a link stands (open, ended, expired, unknown) and whom to ring."""

    state: str
    practice: str
    phone: str


def install(**_signal) -> None:
    """Write the two functions that look links up. Safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)


def make_links(packs: Iterable[Pack]) -> dict[int, str]:
    """A new link for each pack: its secret, by the pack's key. Only the digest is kept."""
    secrets = {pack: make_token() for pack in packs}
    expires_at = timezone.now() + timedelta(days=LINK_DAYS)
    PackLink.objects.bulk_create(
        PackLink(pack=pack, person_id=pack.person_id, token_digest=digest(token), expires_at=expires_at)
        for pack, token in secrets.items()
    )
    return {pack.pk: token for pack, token in secrets.items()}


def link_state(token: str) -> LinkState:
    return LinkState(*_ask("SELECT state, practice, phone FROM planning_link_state(%s)", digest(token)))


def open_link(token: str, birth_date: date) -> tuple[int, int] | None:
    """The keys of the link and of its person when the date is right; None otherwise, and the try is counted."""
    link_id, person_id = _ask("SELECT link_id, person_id FROM planning_open_link(%s, %s)", digest(token), birth_date)
    return (link_id, person_id) if link_id else None


def _ask(statement: str, *values) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
