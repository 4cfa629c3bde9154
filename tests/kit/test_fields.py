import re
from datetime import time
from decimal import Decimal

import pytest
from django.utils import translation

from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class TalkForm(PageForm):
    name = fields.TextField(label="Name", hint="As you like it", max_length=5)
    note = fields.TextareaField(label="Note", required=False)
    sure = choices.RadiosField(
        label="How sure are you?",
        subject="how sure you are",
        choices=[("no", "Not sure"), ("yes", "Sure")],
        hints={"no": "That is fine"},
    )
    ways = choices.CheckboxesField(
        label="What gets in the way?",
        required=False,
        choices=[(1, "Money"), (2, "Other")],
        reveals={2: "other"},
    )
    other = fields.TextField(label="What else?", required=False)
    weight = fields.DecimalField(label="Weight", min_value=20, max_value=400, suffix="kg", required=False)
    place = choices.SelectField(label="Place", choices=[("", "Choose"), ("s", "Surgery")], required=False)
    version = fields.HiddenField(initial="3", required=False)


FILLED = {"name": "Amina", "sure": "yes"}


def attributes(html, tag):
    return dict(re.findall(r'([\w-]+)="([^"]*)"', re.search(rf"<{tag}\b[^>]*>", html).group()))


@pytest.fixture
def drawn(monkeypatch):
    """What is kept of fields, empty at first."""
    monkeypatch.setattr(fields, "_drawn", kept := {})
    return kept


def test_an_empty_field_is_drawn_once_and_what_people_said_is_not_kept(drawn):
    empty = str(TalkForm()["name"])
    assert str(TalkForm()["name"]) == empty
    assert list(drawn.values()) == [empty]
    for form in (TalkForm(FILLED), TalkForm({"name": ""}), TalkForm(initial={"name": "Amina"})):
        assert str(form["name"]) != empty
    assert list(drawn.values()) == [empty]


def test_an_empty_field_is_drawn_for_each_language_and_for_what_looks_different(drawn):
    with translation.override("en"):
        plain = str(fields.TextField(label="A & B").get_bound_field(TalkForm(), "name"))
        safe = str(fields.TextField(label="A &amp; B").get_bound_field(TalkForm(), "name"))
    with translation.override("cy"):
        welsh = str(fields.TextField(label="A & B").get_bound_field(TalkForm(), "name"))
    assert "A &amp; B" in plain
    assert "A &amp;amp; B" in safe
    assert welsh == plain
    assert len(drawn) == 3


def test_a_field_carries_its_label_hint_and_error_by_id():
    page = str(TalkForm({"name": "Amina Hussain"})["name"])
    box = attributes(page, "input")
    assert box["id"] == box["name"] == "name"
    assert box["aria-describedby"] == "name-hint name-error"
    assert box["value"] == "Amina Hussain"
    assert 'for="name"' in page
    assert 'id="name-hint"' in page
    assert 'id="name-error"' in page
    assert "Name must be 5 characters or fewer" in page


def test_a_field_without_an_error_names_none():
    page = str(TalkForm(FILLED)["name"])
    assert attributes(page, "input")["aria-describedby"] == "name-hint"
    assert "error" not in page


def test_the_error_summary_links_to_the_first_control_of_each_field():
    form = TalkForm({"weight": "heavy", "ways": ["9"]})
    assert form.error_list == [
        {"text": "Enter name", "href": "#name"},
        {"text": "Select how sure you are", "href": "#sure"},
        {"text": "Select what gets in the way from the list", "href": "#ways"},
        {"text": "Weight must be a number", "href": "#weight"},
    ]
    for target in ("name", "sure", "ways", "weight"):
        assert f'id="{target}"' in str(form)


def test_radios_are_a_group_with_a_legend_and_hints():
    page = str(TalkForm({"sure": "yes"})["sure"])
    assert "How sure are you?" in page.split("<legend")[1].split("</legend>")[0]
    assert "That is fine" in page
    assert re.findall(r'value="(\w+)" checked', page) == ["yes"]


def test_checkboxes_keep_what_was_ticked_and_uncover_their_field():
    page = str(TalkForm(FILLED | {"ways": ["2"], "other": "Stairs & rain"})["ways"])
    assert re.findall(r'value="(\d)"\s+checked', page) == ["2"]
    assert 'value="Stairs &amp; rain"' in page


def test_a_hidden_field_shows_nothing_but_itself():
    assert str(TalkForm()["version"]).strip() == '<input type="hidden" id="version" name="version" value="3">'


def test_the_whole_form_renders_every_field_once():
    page = str(TalkForm())
    assert [page.count(f'name="{name}"') for name in ("name", "note", "weight", "place", "version")] == [1] * 5


def test_several_forms_on_a_page_keep_apart():
    page = str(TalkForm(prefix="goal-1")["name"])
    assert attributes(page, "input")["id"] == "goal-1-name"


@pytest.mark.parametrize("text", ["one\ntwo\n", "\n  indented\n\n\nlines", "</textarea><script>"])
def test_a_textarea_gives_back_what_was_typed(text):
    page = str(TalkForm(FILLED | {"note": text})["note"])
    inside = re.search(r"<textarea[^>]*>(.*)</textarea>", page, re.S).group(1)
    assert inside.replace("&lt;", "<").replace("&gt;", ">").removeprefix("\n") == text


def test_ten_megabytes_of_text_are_refused_kindly_and_kept():
    form = TalkForm(FILLED | {"note": "a" * 10_000_000})
    assert form.error_list == [{"text": "Note must be 20,000 characters or fewer", "href": "#note"}]
    assert len(str(form["note"])) > 10_000_000


def test_a_line_break_counts_once():
    class ShortForm(PageForm):
        note = fields.TextareaField(label="Note", max_length=3)

    form = ShortForm({"note": "a\r\nb"})
    assert form.is_valid()
    assert form.cleaned_data["note"] == "a\nb"
    assert 'data-maxlength="3"' in str(form)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("19", "Weight must be between 20 and 400"),
        ("401", "Weight must be between 20 and 400"),
        ("x", "Weight must be a number"),
        ("NaN", "Weight must be a number"),
    ],
)
def test_a_number_out_of_place_is_answered_plainly(typed, said):
    assert TalkForm(FILLED | {"weight": typed}).errors["weight"] == [said]


def test_a_number_stands_with_its_unit():
    page = str(TalkForm(initial={"weight": Decimal("82.50")})["weight"])
    assert attributes(page, "input")["value"] == "82.5"
    assert attributes(page, "input")["inputmode"] == "decimal"
    assert ">kg<" in page


@pytest.mark.parametrize(
    "typed, read",
    [("10:20", time(10, 20)), ("10.20", time(10, 20)), ("2pm", time(14)), ("2.15 PM", time(14, 15))],
)
def test_a_time_is_read_as_people_write_it(typed, read):
    assert fields.TimeField(label="Time").clean(typed) == read


def test_a_percent_sign_in_a_label_harms_nothing():
    class PercentForm(PageForm):
        hba1c = fields.DecimalField(label="HbA1c %", subject="HbA1c %", max_value=20)

    assert PercentForm({"hba1c": "30"}).errors["hba1c"] == ["HbA1c percent must be 20 or fewer"]
