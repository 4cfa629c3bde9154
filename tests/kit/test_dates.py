"""Errors of the three boxes, worded as the NHS design system's date input words them."""

from datetime import date

import pytest

from inglenook.kit import words
from inglenook.kit.dates import DateField
from inglenook.kit.forms import PageForm

TODAY = date(2026, 6, 4)


@pytest.fixture(autouse=True)
def fourth_of_june(monkeypatch):
    monkeypatch.setattr("inglenook.kit.dates.today", lambda: TODAY)


class BirthForm(PageForm):
    born = DateField(label="Date of birth", subject="your date of birth", latest=lambda: TODAY)


def typed(day="", month="", year="", form=BirthForm):
    return form({"born-day": day, "born-month": month, "born-year": year})


@pytest.mark.parametrize(
    "boxes",
    [("4", "6", "1965"), ("04", "06", "1965"), (" 4 ", "June", "1965"), ("4", "JUN", "1965")],
)
def test_a_date_is_read_however_the_month_is_typed(boxes):
    form = typed(*boxes)
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1965, 6, 4)


@pytest.mark.parametrize(
    "boxes, said, target",
    [
        (("", "", ""), "Enter your date of birth", "day"),
        (("", "6", "1965"), "Your date of birth must include a day", "day"),
        (("4", "", ""), "Your date of birth must include a month and year", "month"),
        (("4", "6", "65"), "Year must include 4 numbers", "year"),
        (("4", "13", "1965"), "Your date of birth must be a real date", "month"),
        (("31", "2", "1965"), "Your date of birth must be a real date", "day"),
        (("29", "2", "1900"), "Your date of birth must be a real date", "day"),
        (("4", "6", "nine"), "Your date of birth must be a real date", "year"),
        (("4", "6", "²³²³"), "Your date of birth must be a real date", "year"),
        (("5", "6", "2026"), "Your date of birth must be today or in the past", "day"),
        (("31", "12", "1899"), "Your date of birth must be the same as or after 1 January 1900", "day"),
    ],
)
def test_a_wrong_date_is_answered_plainly(boxes, said, target):
    form = typed(*boxes)
    assert form.error_list == [{"text": said, "href": f"#born-{target}"}]


def test_only_the_boxes_at_fault_are_marked():
    page = str(typed("4", "13", "1965")["born"])
    assert page.count("nhsuk-input--error") == 1
    assert 'id="born-month"' in page.split("nhsuk-input--error")[1]


def test_what_was_typed_stays():
    page = str(typed("31", "<b>", "1965")["born"])
    assert 'value="31"' in page
    assert 'value="&lt;b&gt;"' in page


def test_a_date_to_come_and_a_date_between():
    class ComingForm(PageForm):
        born = DateField(label="Review", earliest=lambda: TODAY, latest=date(2027, 6, 4))

    assert typed("3", "6", "2026", ComingForm).error_list[0]["text"] == "Review must be today or in the future"
    assert typed("5", "6", "2027", ComingForm).error_list[0]["text"] == (
        "Review must be the same as or before 4 June 2027"
    )
    assert typed("4", "6", "2026", ComingForm).is_valid()


def test_a_date_may_be_left_out_when_it_is_optional():
    class OptionalForm(PageForm):
        born = DateField(label="Date", required=False)

    form = typed(form=OptionalForm)
    assert form.is_valid()
    assert form.cleaned_data["born"] is None


def test_a_stored_date_fills_the_boxes():
    page = str(BirthForm(initial={"born": date(1965, 6, 4)})["born"])
    assert [page.count(f'value="{text}"') for text in ("4", "6", "1965")] == [1, 1, 1]


def test_words_today_may_bound_a_date():
    field = DateField(label="Date", latest=words.today)
    assert field.clean(("1", "1", "2020")) == date(2020, 1, 1)
