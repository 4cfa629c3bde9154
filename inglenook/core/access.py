"""How a process takes the place of an actor, so that PostgreSQL decides what it sees.

Three database roles, none of which can step round row-level security:

- `inglenook_web` sees what the actor may see; with no actor it sees nobody;
- `inglenook_door` sees accounts and nothing about persons: the sign-in pages run as it;
- `inglenook_work` sees every person: work over whole populations and the consequences of an action run as it.

Migrations run as the owner of the tables.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import local

from django.conf import settings
from django.db import connection, transaction

WEB, DOOR, WORK = "inglenook_web", "inglenook_door", "inglenook_work"
LINK_SESSION_KEY = "link_person"  # the session's person, once a private link has been opened

_innermost = local()  # whose place the innermost block of `standing` has taken, for each thread's connection

_SET = (
    "SELECT set_config('role', %s, true), set_config('inglenook.actor', %s, true),"
    " set_config('inglenook.link_person', %s, true)"
)
# Materialized, so that what was is read before anything is set.
_CHANGE = """
WITH was AS MATERIALIZED (
  SELECT current_setting('role') AS role, coalesce(current_setting('inglenook.actor', true), '') AS actor,
    coalesce(current_setting('inglenook.link_person', true), '') AS link_person)
SELECT role, actor, link_person, set_config('role', %s, true), set_config('inglenook.actor', %s, true),
  set_config('inglenook.link_person', %s, true) FROM was
"""


def take_place(*, role: str, actor_id: int | None = None, link_person_id: int | None = None) -> None:
    """Stand as a role and an actor until the transaction ends. Call inside a transaction."""
    _set(role, str(actor_id or ""), str(link_person_id or ""))


def step_back() -> None:
    """Stand as the connection did when it was opened, as nobody.

    A place ends with its transaction, so this asks nothing unless somebody else's transaction goes on around it.
    """
    if connection.savepoint_ids:
        _set(settings.DATABASE_ROLE or "none", "", "")


@contextmanager
def standing(*, role: str, actor_id: int | None = None, link_person_id: int | None = None) -> Iterator[None]:
    """Stand as a role and an actor inside the block; afterwards as before, even within one transaction."""
    place = (role, str(actor_id or ""), str(link_person_id or ""))
    outer = getattr(_innermost, "place", None)
    with transaction.atomic():
        if place == outer:  # a block inside its like need not ask
            yield
            return
        before = outer or _change(*place)
        if outer:
            _set(*place)
        _innermost.place = place
        try:
            yield
            _set(*before)
        finally:
            _innermost.place = outer


def acting_as(user) -> AbstractContextManager[None]:
    """The block sees what this user (or nobody, for None) may see."""
    return standing(role=WEB, actor_id=getattr(user, "pk", None))


def working() -> AbstractContextManager[None]:
    """The block works over the whole population, and for the consequences of an action."""
    return standing(role=WORK)


def _change(role: str, actor: str, link_person: str) -> tuple[str, str, str]:
    """Take a place and give the one there was, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [role, actor, link_person])
        return cursor.fetchone()[:3]


def _set(role: str, actor: str, link_person: str) -> None:
    _innermost.place = None
    with connection.cursor() as cursor:
        cursor.execute(_SET, [role, actor, link_person])
