"""What of a plan may be written by address, and how each kind of value is read and joined.

An address is `kind.<ref>.column` ("goal.<ref>.wording") or `kind.column` where there is one of them ("plan.can_stop").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inglenook.core import clock
from inglenook.core.shapes import as_lines, from_lines, shape_of

from .merging import Merged, merge

LONG, SHORT, HALF = 20_000, 200, 500
TOO_LONG = gettext_lazy(
    "This is too long: %(length)s characters, and there is room for %(limit)s. "
    "Nothing was lost: shorten it and it will be saved."
)
OUT_OF_REACH = gettext_lazy("Choose a day between today and two years from now.")


def shown(value) -> str:
    """A stored value as it stands in a form."""
    return "" if value is None else str(value)


class NotSaved(Exception):
    """What was typed cannot be kept as it is. The message is fit to be shown; `code` says why to a script."""

    def __init__(self, message: str, code: str = "wrong"):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Field:
    """One writable column: what people call it, how its text is read and shown, and whether two texts can be joined."""

    label: str
    read: Callable
    joins: bool = True
    show: Callable = shown


def text(limit: int, *, needed: str = "") -> Callable:
    """Text of at most `limit` characters; `needed` is what to say when there is none."""

    def read(raw: str, row) -> str:
        if len(raw) > limit:
            long = {"length": f"{len(raw):,}", "limit": f"{limit:,}"}
            raise NotSaved(TOO_LONG % long, "too_long")
        if "\x00" in raw:
            raise NotSaved(_("This holds a character that cannot be kept. Delete what was pasted last."))
        if needed and not raw.strip():
            raise NotSaved(needed, "empty")
        return raw

    return read


def scale(column: str) -> Callable:
    """A whole number on the scale whose bounds the row keeps; nothing means not said."""

    def read(raw: str, row) -> int | None:
        low, high = getattr(row, f"{column}_from"), getattr(row, f"{column}_to")
        if not raw:
            return None
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            raise NotSaved(_("Choose a number from %(low)s to %(high)s.") % {"low": low, "high": high}, "off_scale")
        return int(raw)

    return read


def lines(column: str, *, needed: str = "") -> Callable:
    """One entry a line, for a column that holds a list; `needed` is what to say when there is none."""
    read_text = text(LONG, needed=needed)

    def read(raw: str, row) -> list[dict]:
        return from_lines(shape_of(type(row)._meta.get_field(column)), read_text(raw, row), getattr(row, column))

    return read


def shows_lines(shape: type) -> Callable:
    """How a list column stands in a form: one entry a line."""
    return lambda values: as_lines(shape, values)


def day(raw: str, row) -> date | None:
    """A date from today on, at most two years ahead; nothing means none."""
    found = _real_day(raw)
    if found and not is_in_reach(found):
        raise NotSaved(OUT_OF_REACH)
    return found


def is_in_reach(found: date) -> bool:
    """Whether a day to come can be meant, and is no slip of the hand."""
    return clock.today() <= found <= clock.furthest()


def day_gone(raw: str, row) -> date | None:
    """A date up to today, on which something was said or done; nothing means none."""
    found = _real_day(raw)
    if found and found > clock.today():
        raise NotSaved(_("Choose today or a day before it."))
    return found


def _real_day(raw: str) -> date | None:
    """A date as browsers send it (2027-06-04)."""
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError:
        raise NotSaved(_("Enter a real date, such as 4 June 2027.")) from None


def one_of(values: Sequence[str]) -> Callable:
    def read(raw: str, row) -> str:
        if raw not in values:
            raise NotSaved(_("Choose one of the list."))
        return raw

    return read


def join(field: Field, *, was: str, current: str, now: str) -> Merged:
    """What shall stand when `now`, made from `was`, meets `current`. A choice cannot be joined: NotSaved."""
    if field.joins:
        return merge(was, current, now)
    if current in (was, now):
        return Merged(now)
    raise NotSaved(_("Somebody else has just changed this. Theirs is shown; choose again if yours is right."), "clash")
