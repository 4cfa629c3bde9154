"""Questions that are built and planned once and asked again with other values: for what every page asks.

Django builds and compiles a queryset anew each time, and PostgreSQL plans it anew, which takes longer than answering
it. See docs/decisions/0040-what-every-page-asks-is-built-once.md.
"""

import functools
from collections.abc import Callable, Hashable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone, translation

from . import clock

NOW = datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC)  # stands for the moment in what is built, and its day for today
STAND_INS: dict[type, Callable[[int], Any]] = {  # such as no row has and no builder works out
    int: lambda place: 8_070_605_040_302_010_000 + place,
    str: lambda place: f"\ue000{place}",
    UUID: lambda place: UUID(int=place),
    date: lambda place: date(2, 1, 1) + timedelta(days=place),
    datetime: lambda place: datetime(3, 1, 1, tzinfo=UTC) + timedelta(days=place),
}


def prepared(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """Make a function that builds a queryset into one that gives its rows, as a list, and builds it once.

    What is given by place are values of the statement; they must get into it as they are. What is given by name
    decides how it is built. The clock may be asked within: today and now are values too, by which nothing is decided
    there. Raises TypeError where the builder works out something else from a value, or a day from the clock.
    """
    known: dict[Hashable, _Statement] = {}

    @functools.wraps(build)
    def ask(*values: Any, **shape: Hashable) -> list:
        kinds = tuple(map(type, values))
        key = (kinds, *shape.items(), timezone.get_current_timezone_name(), translation.get_language())
        if key not in known:
            known[key] = _Statement.of(build, kinds, shape)
        return known[key].rows(values)

    return ask


def first(rows: list) -> Any:
    """The first of the rows, or None."""
    return rows[0] if rows else None


@dataclass(frozen=True)
class _Statement:
    """A compiled queryset, and the stand-in of each of its values."""

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    parameters: tuple
    stand_ins: tuple

    @classmethod
    def of(cls, build: Callable[..., QuerySet], kinds: tuple[type, ...], shape: dict) -> "_Statement":
        stand_ins = tuple(STAND_INS[kind](place) for place, kind in enumerate(kinds))
        with clock.standing_at(NOW):
            queryset = build(*stand_ins, **shape)
            compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
            sql, parameters = compiler.as_sql()
        _check(build.__name__, parameters, stand_ins)
        return cls(queryset, compiler, sql, tuple(parameters), stand_ins)

    def rows(self, values: tuple) -> list:
        meant = dict(zip(self.stand_ins, values, strict=True)) | {NOW: clock.now(), NOW.date(): clock.today()}
        answer = _answer(self.sql, tuple(_filled(parameter, meant) for parameter in self.parameters))
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.execute_sql = lambda *args, **options: [answer]
        asking = QuerySet(self.queryset.model, copy(self.queryset.query))
        asking.query.get_compiler = lambda *args, **options: compiler
        asking._iterable_class, asking._fields = self.queryset._iterable_class, self.queryset._fields
        return list(asking)


class _Cursor(ServerBindingCursor):
    """Has the server keep the plan, for as long as the connection lives."""

    def execute(self, query, params=None, **options):
        return super().execute(query, params, prepare=True, **options)

    def _convert_query(self, query, params=None):
        # Django's log asks for it; psycopg does not note what is planned already.
        self._query = super()._convert_query(query, params)
        return self._query


def _answer(sql: str, parameters: tuple) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.cursor.close()
        cursor.cursor = _Cursor(connection.connection)
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _check(name: str, parameters: tuple, stand_ins: tuple) -> None:
    """Refuse what would be kept as it was when the statement was built."""
    found = list(_each(parameters))
    for place, stand_in in enumerate(stand_ins):
        if stand_in not in found:
            raise TypeError(f"{name}: value {place + 1} is not in the statement as it was given; give it by name.")
    moments = {NOW, NOW.date(), *stand_ins}
    if strange := next((one for one in found if isinstance(one, date) and one not in moments), None):
        raise TypeError(f"{name}: works out {strange:%d %B %Y} while it is built; give the day as a value.")


def _each(parameter: Any) -> Iterator[Any]:
    """What is in a parameter, in lists too."""
    if isinstance(parameter, list | tuple):
        for one in parameter:
            yield from _each(one)
    else:
        yield parameter


def _filled(parameter: Any, meant: dict) -> Any:
    """The parameter with what its stand-ins mean."""
    if isinstance(parameter, list | tuple):
        return type(parameter)(_filled(one, meant) for one in parameter)
    return meant.get(parameter, parameter) if isinstance(parameter, Hashable) else parameter
