"""The log: sealed in the database, warned about, shown to one and taken back, taken home as PDF and CSV."""

import csv
import io
import re
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import connection
from pypdf import PdfReader

from inglenook.core import access, clock
from inglenook.workforce.models import Reflection, SelfRating, TeamTally
from inglenook.workforce.practice.rating import SKILLS_RATED
from inglenook.workforce.reflections import actions
from inglenook.workforce.reflections.paper import record_csv
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


def posted(**changes) -> dict:
    day = clock.today()
    on = {"on-day": day.day, "on-month": day.month, "on-year": day.year}
    return (
        {"kind": "reflection", "happened": "He went quiet.", "tried": "I waited.", "next": "Wait longer."}
        | on
        | changes
    )


@pytest.fixture
def entry(nurse):
    with access.acting_as(nurse):
        return actions.write(by=nurse, happened="He went quiet.", on=clock.today(), minutes=10)


def everybody_else(*users):
    return [*map(access.acting_as, (*users, None)), access.working(), access.standing(role=access.DOOR)]


def count(model) -> int | None:
    """How many rows the place sees; None where it may not even ask."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [model._meta.db_table])
        if not cursor.fetchone()[0]:
            return None
    return model.objects.count()


def test_not_even_an_administrator_or_background_work_reads_what_somebody_wrote(
    nurse, supervisor, manager, administrator, person, entry
):
    """The database says no: to colleagues, managers, administrators, people in care, work in the background."""
    with access.acting_as(nurse):
        actions.rate(by=nurse, scores={"agenda": 3})
        assert count(Reflection) == count(SelfRating) == 1
    for place in everybody_else(supervisor, manager, administrator, person.user):
        with place:
            assert not count(Reflection)
            assert not count(SelfRating)
    for place in (access.acting_as(administrator), access.working()):
        with place:
            assert Reflection.objects.update(happened="read") == 0
            assert Reflection.objects.all().delete()[0] == 0


def test_no_background_role_can_step_round_the_seal():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity FROM pg_class WHERE relname IN ('workforce_reflection', 'workforce_talk')"
        )
        assert cursor.fetchall() == [(True,), (True,)]
        cursor.execute(
            "SELECT count(*) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE c.relname IN ('workforce_reflection', 'workforce_selfrating', 'workforce_talk')"
            " AND 'inglenook_work'::regrole = ANY (p.polroles)"
        )
        assert cursor.fetchone() == (0,)


def test_one_entry_is_shown_to_one_supervisor_and_taken_back(client, nurse, supervisor, manager, entry):
    with access.acting_as(nurse):
        other = actions.write(by=nurse, happened="Something else.", on=clock.today())
    client.force_login(nurse)
    client.post(f"/reflections/{entry.ref}/", {"to": supervisor.pk})
    for reader, sees in ((supervisor, [entry.pk]), (manager, [])):
        with access.acting_as(reader):
            assert list(Reflection.objects.values_list("pk", flat=True)) == sees
            assert not Reflection.objects.update(happened="mine now")
    client.force_login(supervisor)
    assert "He went quiet." in client.get(f"/reflections/shown/{entry.ref}/").content.decode()
    assert client.get(f"/reflections/shown/{other.ref}/").status_code == 404
    assert client.get(f"/reflections/{entry.ref}/").status_code == 404
    client.force_login(nurse)
    client.post(f"/reflections/{entry.ref}/take-back/")
    client.force_login(supervisor)
    assert client.get(f"/reflections/shown/{entry.ref}/").status_code == 404


def test_somebody_of_another_practice_cannot_be_chosen(client, nurse, other_practice, entry):
    stranger = factories.make_user("Ann Other", role="gp", at=other_practice)
    client.force_login(nurse)
    html = client.post(f"/reflections/{entry.ref}/", {"to": stranger.pk}).content.decode()
    assert "There is a problem" in html
    assert not Reflection.objects.filter(shown_to=stranger).exists()


def test_identifiers_are_warned_about_before_anything_is_kept(client, nurse, person):
    client.force_login(nurse)
    text = f"{person.given_name} {person.family_name} of LS6 2AB, 943 476 5919, went quiet."
    html = client.post("/reflections/new/", posted(happened=text)).content.decode()
    assert not Reflection.objects.exists()
    for said in ("the name of somebody on your list", "a postcode", "an NHS number", "He went quiet", "I waited."):
        assert (said in html) == (said != "He went quiet")
    assert "LS6 2AB" in html.split("<textarea", 1)[1]  # what was typed is kept on the page


def test_somebody_of_another_practice_is_not_given_away_by_the_warning(client, nurse, stranger):
    client.force_login(nurse)
    said = posted(happened=f"{stranger.given_name} {stranger.family_name} went quiet.")
    assert client.post("/reflections/new/", said).status_code == 302


def test_after_a_look_it_is_kept_as_it_is_but_only_what_was_looked_at(client, nurse):
    client.force_login(nurse)
    html = client.post("/reflections/new/", posted(happened="Mrs Clarke is a name in a novel.")).content.decode()
    button = re.search(r'<button[^>]*name="looked"[^>]*>', html)[0]
    mark = re.search(r'value="(\w+)"', button)[1]
    more = posted(happened="Mrs Clarke is a name, and so is Mr Dent.", looked=mark)
    assert client.post("/reflections/new/", more).status_code == 200
    assert not Reflection.objects.exists()
    same = posted(happened="Mrs Clarke is a name in a novel.", looked=mark)
    assert client.post("/reflections/new/", same).status_code == 302
    assert Reflection.objects.get().happened.startswith("Mrs Clarke")


def test_an_entry_is_changed_found_by_its_words_and_removed_for_good(client, nurse, entry):
    client.force_login(nurse)
    client.post(f"/reflections/{entry.ref}/change/", posted(happened="She laughed at last."))
    assert "She laughed" in client.get("/reflections/?q=laughed").content.decode()
    assert "Nothing found" in client.get("/reflections/?q=zebra").content.decode()
    client.post(f"/reflections/{entry.ref}/remove/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workforce_reflection")
        assert cursor.fetchone() == (0,)


def test_the_cpd_record_is_a_tagged_pdf_of_the_period_and_its_owner(client, nurse, entry, tmp_path):
    with access.acting_as(nurse):
        actions.write(by=nurse, happened="Long ago.", on=clock.today() - timedelta(days=500), minutes=5)
    client.force_login(nurse)
    answer = client.get("/reflections/record/?as=pdf")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "He went quiet." in text
    assert "1 entries, 10 minutes" in text or "1 entry, 10 minutes" in text
    assert nurse.name in text
    assert "Long ago" not in text


def test_the_cpd_record_as_csv_opens_harmlessly(client, nurse):
    with access.acting_as(nurse):
        actions.write(by=nurse, happened='=cmd|"/c calc"', tried="I, too", on=date(2026, 6, 4), minutes=3)
    client.force_login(nurse)
    period = "first-day=4&first-month=6&first-year=2026&last-day=4&last-month=6&last-year=2026"
    answer = client.get(f"/reflections/record/?{period}&as=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(r["on"], r["minutes"], r["happened"], r["tried"]) for r in rows] == [
        ("2026-06-04", "3", '\'=cmd|"/c calc"', "I, too")
    ]


def test_a_period_that_ends_before_it_begins_is_refused(client, nurse, entry):
    client.force_login(nurse)
    period = "first-day=4&first-month=6&first-year=2026&last-day=3&last-month=6&last-year=2026"
    answer = client.get(f"/reflections/record/?{period}&as=pdf")
    assert "must be the first or after it" in answer.content.decode()


def test_an_empty_record_has_its_line_of_names():
    assert record_csv([]) == "on,what,minutes,happened,tried,next,skills\r\n"


def test_nobody_elses_record_can_be_had(client, nurse, supervisor, entry):
    client.force_login(supervisor)
    assert "He went quiet" not in client.get("/reflections/record/?as=csv").content.decode()


def test_a_self_rating_moves_and_counts_once_a_day(client, nurse):
    with access.acting_as(nurse):
        earlier = actions.rate(by=nurse, scores=dict.fromkeys(SKILLS_RATED, 2))
    SelfRating.objects.filter(pk=earlier.pk).update(on=clock.today() - timedelta(days=40))
    client.force_login(nurse)
    for score in ("3", "4"):
        client.post("/reflections/skills/", dict.fromkeys(SKILLS_RATED, score))
    assert list(SelfRating.objects.values_list("scores__agenda", flat=True)) == [2, 4]
    html = client.get("/reflections/skills/").content.decode()
    assert "Surer than" in html
    assert "2 readings" in html  # the drawing in words
    assert TeamTally.objects.get().scores == dict.fromkeys(SKILLS_RATED, 4)


def test_pages_ask_little(client, nurse, entry):
    client.force_login(nurse)
    for part in ("", "new/", "skills/", "record/", f"{entry.ref}/", f"{entry.ref}/change/"):
        assert len(questions(client, f"/reflections/{part}")) <= 12, part
