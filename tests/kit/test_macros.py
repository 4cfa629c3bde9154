import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.core.paginator import Paginator
from django.template import engines

from inglenook.kit.words import today

NASTY = "<script>alert(1)</script>"


def shown(macro, call, **context):
    """What a page shows where it calls `call`, imported from the file `macro`."""
    name = call.split("(")[0]
    source = f"{{% from 'kit/macros/{macro}.jinja' import {name} %}}{{{{ {call} }}}}"
    return engines["jinja2"].from_string(source).render(context)


def words_of(page):
    """What a reader reads: no tags, and space between what stands apart."""
    apart = re.sub(r"</(td|th|p|h\d|li|caption|blockquote|desc|title|svg)>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", apart)).split())


@pytest.mark.parametrize(
    "macro, call",
    [
        ("voice", "voice(nasty, nasty, lang=nasty)"),
        ("voice", "said(nasty, nasty, nasty)"),
        ("voice", "recorded(nasty, nasty)"),
        ("result", "result(nasty, nasty, nasty, nasty, nasty, points=points, target=(1, 2), more=nasty)"),
        ("work", "owner_due(nasty)"),
        ("work", "status_tag(nasty)"),
        ("work", "funnel([{'text': nasty, 'count': 1, 'href': nasty, 'note': nasty}], nasty)"),
        ("work", "filters([{'name': nasty, 'label': nasty, 'value': nasty}], nasty, nasty)"),
        ("work", "filters([{'name': 'a', 'label': 'A', 'value': '', 'options': [(nasty, nasty)]}])"),
        ("notes", "empty_state(nasty, nasty, {'text': nasty, 'href': nasty})"),
        ("notes", "undo_banner(nasty, nasty, '', fields={nasty: nasty})"),
        ("notes", "main_button(nasty, nasty)"),
        ("notes", "main_button(nasty, name=nasty, value=nasty)"),
        ("navigation", "menu([{'text': nasty, 'href': nasty, 'count': nasty}], {'name': nasty, 'href': nasty})"),
    ],
)
def test_what_people_write_is_never_markup(macro, call):
    points = [(date(2026, 1, 1), 1), (date(2026, 1, 2), 2)]
    page = shown(macro, call, nasty=NASTY, points=points)
    assert "alert(1)" in page
    assert "<script" not in page


def test_a_person_s_words_stand_quoted_with_who_and_when():
    page = shown("voice", "voice('I want to walk', 'Amina', on)", on=date(2026, 6, 4))
    assert words_of(page) == "“I want to walk” Amina, 4 June 2026"
    assert '<time datetime="2026-06-04">' in page


def test_words_in_another_language_name_it():
    assert 'lang="ur"' in shown("voice", "voice('سلام', lang='ur')")


def test_a_record_names_its_source():
    assert words_of(shown("voice", "recorded('Asthma', 'GP record')")) == "Asthma From GP record"


def test_a_result_is_number_word_and_way():
    page = shown(
        "result",
        "result('Blood pressure', '138/84', 'mmHg', 'a little high', 'coming down', on, points, (120, 135))",
        on=date(2026, 6, 4),
        points=[(date(2026, 1, 4), 150), (date(2026, 6, 4), 138)],
    )
    said = words_of(page)
    assert "138/84 mmHg A little high, coming down 4 June 2026" in said
    assert "Target 120 to 135 mmHg" in said
    assert said.index("4 June 2026 138") < said.index("4 January 2026 150")


def test_a_result_without_a_series_draws_nothing():
    assert "<svg" not in shown("result", "result('Foot check', 'Done', word='no problem found')")


@pytest.mark.parametrize("days, said", [(-3, "3 days late"), (0, "today"), (5, "in 5 days")])
def test_who_by_when(days, said):
    due = today() + timedelta(days=days)
    page = shown("work", "owner_due('Joy', due)", due=due)
    assert words_of(page).endswith(said)
    assert ("owner-due__when--late" in page) == (days < 0)


def test_nothing_is_without_an_owner_silently():
    assert words_of(shown("work", "owner_due(none)")) == "Nobody yet, no date yet"


def test_each_step_of_a_funnel_opens_its_list_and_says_its_share():
    steps = [{"text": "Due", "count": 400, "href": "/due/"}, {"text": "Sent", "count": 100, "href": "/sent/"}]
    page = shown("work", "funnel(steps)", steps=steps)
    assert 'href="/due/"' in page
    assert 'href="/sent/"' in page
    assert "25% of the step before" in words_of(page)
    assert 'width="25.0"' in page


def test_a_funnel_of_nobody_still_stands():
    steps = [{"text": "Due", "count": 0, "href": "/due/"}, {"text": "Sent", "count": 0, "href": "/sent/"}]
    assert "– of the step before" in words_of(shown("work", "funnel(steps)", steps=steps))


def test_filters_show_what_is_chosen():
    items = [{"name": "state", "label": "State", "value": "2", "options": [(1, "Due"), (2, "Sent")]}]
    assert '<option value="2" selected>' in shown("work", "filters(items)", items=items)


def test_pages_keep_the_rest_of_the_address(rf):
    request = rf.get("/due/?state=sent&page=2")
    page = Paginator(range(30), 10).get_page(2)
    shown_page = shown("pages", "pagination(page, request)", page=page, request=request)
    assert 'href="?state=sent&amp;page=3"' in shown_page
    assert 'aria-current="page"' in shown_page


def test_a_single_page_has_no_pagination(rf):
    page = Paginator(range(3), 10).get_page(1)
    assert not shown("pages", "pagination(page, request)", page=page, request=rf.get("/")).strip()


def test_an_undo_posts_what_it_needs():
    page = shown("notes", "undo_banner('Removed.', '/undo/', '', until, {'goal': 3})", until=time(10, 31))
    assert 'method="post" action="/undo/"' in page
    assert '<input type="hidden" name="goal" value="3">' in page
    assert "You can undo this until 10:31." in words_of(page)


def test_an_empty_list_says_what_to_do_next():
    page = shown("notes", "empty_state('Nobody is waiting', 'Look again on Thursday.', {'text': 'Go', 'href': '/'})")
    assert words_of(page) == "Nobody is waiting Look again on Thursday. Go"


def test_the_one_main_thing_is_a_link_or_a_button():
    assert 'href="/ready/"' in shown("notes", "main_button('Get ready', '/ready/')")
    button = shown("notes", "main_button('Save', name='step', value='next')")
    assert 'type="submit"' in button
    assert 'name="step"' in button
    assert 'value="next"' in button


def test_the_side_panel_is_made_once_and_stands_once():
    made = []
    source = """{% extends 'kit/staff_layout.jinja' %}{% block side %}{{ make() }}{% endblock %}"""
    page = engines["jinja2"].from_string(source).render({"make": lambda: made.append(1) or "beside you"})
    assert len(made) == 1 and page.count("beside you") == 1
    assert 'href="#side"' in page and "desk--sided" in page


def test_without_a_side_panel_nothing_leads_there():
    page = engines["jinja2"].from_string("{% extends 'kit/staff_layout.jinja' %}").render({})
    assert "#side" not in page and "desk--sided" not in page
