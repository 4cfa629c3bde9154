import uuid
from dataclasses import replace

import pytest

from inglenook.planning.plan.actions import add_action, add_goal
from inglenook.planning.plan.printing import as_data, plan_pdf
from inglenook.planning.plan.speaking import Aim, Entry, Spoken, Step
from inglenook.planning.plan.unwell import Helper, Unwell

pytestmark = pytest.mark.django_db

STEP = Step("r", "Walk to my sister's", "Tuesdays · with Sara", "If it rains, then I walk indoors", "8 out of 10")
PLAN = Spoken([Aim("g", "Get to the mosque", "9 out of 10", [STEP])], [], "Halve the tablet", "", None)


def test_the_paper_is_a_tagged_pdf(person):
    pdf = plan_pdf(person=person, plan=PLAN, agreed=None)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf


def test_large_print_is_obeyed(person):
    assert not as_data(person, PLAN, None)["large_print"]
    person.wants_large_print = True
    assert as_data(person, PLAN, None)["large_print"]


def test_words_are_set_as_words_and_never_as_commands(person):
    nasty = Spoken([Aim("g", '#import "x"; $ \\ [*]', "", [])], [], "= not a heading", "#panic()", None)
    assert plan_pdf(person=person, plan=nasty, agreed=None).startswith(b"%PDF")


def test_every_part_of_the_plan_is_on_paper(person):
    story = Entry("s", "Since the fall I stay in", notes=[("Who made it", "Joy, nurse")])
    sara = Helper("Sara", "", "07700 900123", "")
    unwell = Unwell("u", "", ["Breathless"], [], ["Ring"], [sara], [], [], "", "", "", None)
    whole = replace(
        PLAN,
        strengths=[story],
        needs=[story],
        formulations=[story],
        contingency=[unwell],
        support=[Entry("e", "Soft food", "Eating")],
        about=[("Who pays", "Health and care together")],
    )
    data = as_data(person, whole, None)
    assert data["contingency"][0]["contacts"][0]["contact"] == "07700 900123"
    assert data["story"][0]["notes"] == [("Who made it", "Joy, nurse")]
    assert plan_pdf(person=person, plan=whole, agreed=None).startswith(b"%PDF")


def test_staff_person_and_carer_print_it_and_nobody_else(client, talk, nurse, person, carer, manager):
    plan = person.plan
    goal = add_goal(plan=plan, ref=uuid.uuid4(), wording="Get to the mosque", by=nurse)
    add_action(plan=plan, ref=uuid.uuid4(), what="Walk", by=nurse, goal=goal)
    theirs = f"/people-i-care-for/{person.ref}/plan.pdf"
    for user, address in ((nurse, f"/plans/{plan.ref}.pdf"), (person.user, "/me/plan.pdf"), (carer, theirs)):
        client.force_login(user)
        assert client.get(address)["Content-Type"] == "application/pdf"
    client.force_login(manager)
    assert client.get(f"/plans/{plan.ref}.pdf").status_code == 404
