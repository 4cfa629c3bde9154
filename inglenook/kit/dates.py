"""A date in three boxes, with the errors worded as the NHS design system words them."""

from datetime import date

from babel.lists import format_list
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inglenook.kit.fields import PageField
from inglenook.kit.languages import locale
from inglenook.kit.words import day, first_upper, today

BOXES = {"day": _("day"), "month": _("month"), "year": _("year")}
EARLIEST = date(1900, 1, 1)
MONTHS = {date(2000, number, 1).strftime(form).lower(): number for number in range(1, 13) for form in ("%B", "%b")} | {
    "sept": 9
}


class DateBoxes(forms.Widget):
    """Reads `name-day`, `name-month` and `name-year` as a tuple of what was typed."""

    def value_from_datadict(self, data, files, name):
        return tuple(data.get(f"{name}-{box}", "").strip() for box in BOXES)

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{box}" in data for box in BOXES)


class DateField(PageField, forms.Field):
    """A date as day, month and year; a month may be typed as a word.

    `earliest` and `latest` are dates, or callables that give one (`words.today`); both days are allowed.
    """

    component = "date-input"
    widget = DateBoxes
    wording = {
        "required": _("Enter {subject}"),
        "incomplete": _("{Subject} must include a {missing}"),
        "short_year": _("Year must include 4 numbers"),
        "unreal": _("{Subject} must be a real date"),
        "past": _("{Subject} must be today or in the future"),
        "early": _("{Subject} must be the same as or after {edge}"),
        "future": _("{Subject} must be today or in the past"),
        "late": _("{Subject} must be the same as or before {edge}"),
    }

    def __init__(self, *, earliest=EARLIEST, latest=None, **kwargs):
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def messages(self):
        return super().messages(missing="{missing}", edge="{edge}")

    def to_python(self, typed):
        """The date, or None when all boxes are empty; ValidationError names the boxes at fault."""
        if isinstance(typed, date) or typed is None:
            return typed
        if not any(typed):
            return None
        self._refuse_gaps(typed)
        real = _real(typed)
        if real is None:
            self._refuse("unreal", _unreal_boxes(typed))
        return real

    def validate(self, value):
        if value is None and self.required:
            self._refuse("required", BOXES)
        if value is not None:
            self._refuse_implausible(value)

    def _refuse_gaps(self, typed):
        missing = [box for box, text in zip(BOXES, typed, strict=True) if not text]
        if missing:
            named = format_list([str(BOXES[box]) for box in missing], locale=locale())
            self._refuse("incomplete", missing, missing=named)
        if typed[2].isdecimal() and len(typed[2]) != 4:
            self._refuse("short_year", ["year"])

    def _refuse_implausible(self, value):
        earliest, latest = (edge() if callable(edge) else edge for edge in (self.earliest, self.latest))
        if earliest and value < earliest:
            self._refuse("past" if earliest == today() else "early", BOXES, edge=day(earliest))
        if latest and value > latest:
            self._refuse("future" if latest == today() else "late", BOXES, edge=day(latest))

    def _refuse(self, code, boxes, **facts):
        raise ValidationError(self.error_messages[code].format(**facts), code, {"boxes": boxes})

    def shown(self, bound):
        typed, wrong = _boxes(bound.value()), self._wrong(bound)
        items = [
            {
                "id": f"{bound.auto_id}-{box}",
                "name": f"{bound.html_name}-{box}",
                "label": first_upper(str(BOXES[box])),
                "width": 4 if box == "year" else 2,
                "value": text,
                "error": box in wrong,
            }
            for box, text in zip(BOXES, typed, strict=True)
        ]
        return {"items": items}

    def params(self, bound):
        legend = {"fieldset": {"legend": self.title(bound, size="m")}}
        return {"id": bound.auto_id} | legend | self.around(bound) | self.shown(bound)

    def error_target(self, bound):
        return f"{bound.auto_id}-{next(iter(self._wrong(bound)), 'day')}"

    def _wrong(self, bound):
        errors = bound.errors.as_data()
        return (errors[0].params or {}).get("boxes", BOXES) if errors else ()


def _boxes(value):
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    return value or ("", "", "")


def _real(typed):
    day_text, month_text, year_text = typed
    try:
        return date(int(year_text), _month(month_text), int(day_text))
    except (ValueError, OverflowError):
        return None


def _month(text):
    return MONTHS.get(text.lower()) or _spoken().get(text.lower()) or int(text)


def _spoken():
    """The months' names in the page's language."""
    return {name.lower(): number for number, name in locale().months["format"]["wide"].items()}


def _unreal_boxes(typed):
    """The boxes that no date could hold; all three when only together they make no date."""
    limits = zip(BOXES, typed, (31, 12, 9999), strict=True)
    return [box for box, text, most in limits if not _within(box, text, most)] or BOXES


def _within(box, text, most):
    try:
        return 1 <= (_month(text) if box == "month" else int(text)) <= most
    except ValueError:
        return False
