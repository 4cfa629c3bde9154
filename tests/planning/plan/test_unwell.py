"""If I become unwell: written by the person or staff, read by a carer, on a sheet and on a card."""

import pytest
from django.urls import reverse

from inglenook.core.shapes import IfThen, Line, Named, as_lines, from_lines
from inglenook.kit.paper import count_pages
from inglenook.planning.models import ContingencyPlan, Plan
from inglenook.planning.plan.unwell_paper import as_data, cards_pdf, unwell_pdf
from inglenook.planning.plan.unwell_views import unwell_plans

pytestmark = pytest.mark.django_db

SENT = {
    "ref": "one",
    "name": "My breathing",
    "triggers": "Breathless in bed\nAnkles swell",
    "what_to_do": "If I am breathless in bed, sit up and use the blue inhaler\nring the nurse",
    "contacts": "Sara, my daughter, 07700 900123\nOut of hours 111",
    "medicines": "Steroid tablets, in the kitchen drawer",
}


@pytest.fixture
def written(client, person):
    client.force_login(person.user)
    assert client.post("/me/unwell/new/", SENT).status_code == 302
    return ContingencyPlan.objects.get()


def test_what_is_written_as_lines_is_kept_as_entries(written):
    assert written.triggers == [{"text": "Breathless in bed"}, {"text": "Ankles swell"}]
    assert written.what_to_do[0] == {
        "if_this": "I am breathless in bed",
        "then_that": "sit up and use the blue inhaler",
    }
    assert written.contacts == [
        {"name": "Sara", "role": "my daughter", "contact": "07700 900123"},
        {"name": "Out of hours", "contact": "111"},
    ]


def test_the_page_says_when_what_and_whom_to_ring(client, written):
    html = client.get("/me/unwell/").content.decode()
    assert html.index("Breathless in bed") < html.index("If I am breathless in bed, sit up")
    assert 'href="tel:07700900123"' in html
    assert 'href="tel:999"' in html


def test_without_a_sign_it_is_no_plan_and_what_was_typed_stays(client, person):
    client.force_login(person.user)
    response = client.post("/me/unwell/new/", SENT | {"triggers": ""})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Write at least one sign." in html and "Steroid tablets" in html
    assert not ContingencyPlan.objects.exists()


def test_nothing_written_yet_still_says_whom_to_ring(client, person):
    client.force_login(person.user)
    html = client.get("/me/unwell/").content.decode()
    assert "not written this down yet" in html and "999" in html
    assert client.get("/me/unwell.pdf").status_code == 404


def test_a_carer_reads_it_only_where_it_is_shared_by_itself(client, written, person, carer):
    """Who may see the plan need not see this, nor find it in an agreed version."""
    client.force_login(carer)
    person.grants.update(sections=["plan"])
    assert client.get(f"/people-i-care-for/{person.ref}/unwell/").status_code in (403, 404)
    assert "Ankles swell" not in client.get(f"/people-i-care-for/{person.ref}/plan/").content.decode()
    person.grants.update(sections=["unwell"])
    assert "Ankles swell" in client.get(f"/people-i-care-for/{person.ref}/unwell/").content.decode()


def test_a_carer_reads_it_and_the_nurse_changes_it(client, written, person, carer, nurse):
    person.grants.update(sections=["plan"])
    client.force_login(carer)
    assert client.get(f"/people-i-care-for/{person.ref}/unwell/").status_code == 403
    person.grants.update(sections=["unwell"])
    assert "Ankles swell" in client.get(f"/people-i-care-for/{person.ref}/unwell/").content.decode()
    client.force_login(nurse)
    form = client.get(f"/plans/unwell/{written.ref}/").content.decode()
    assert "Out of hours, 111" in form
    client.post(f"/plans/unwell/{written.ref}/", SENT | {"was:name": "My breathing", "name": "My chest"})
    written.refresh_from_db()
    assert (written.name, written.written_by) == ("My chest", nurse)


def test_sheet_and_card_are_tagged_and_hold_everything(written, person):
    plans = unwell_plans(person)
    assert count_pages(unwell_pdf(person, plans)) == 1
    card = cards_pdf(person, plans)
    assert count_pages(card) == 2
    assert b"/MediaBox[0 0 242.6" in card.replace(b"/MediaBox [", b"/MediaBox[")  # 85.6 mm in points
    assert b"pdfuaid" in card
    assert as_data(person, plans)["plans"][0]["medicines"] == ["Steroid tablets, in the kitchen drawer"]


def test_a_card_too_full_is_set_smaller_and_never_cut(person):
    plan = Plan.objects.create(person=person)
    many = [{"text": f"Sign number {n} of something that lasts for a while"} for n in range(12)]
    ContingencyPlan.objects.create(person=person, plan=plan, name="Chest", triggers=many)
    assert count_pages(cards_pdf(person, unwell_plans(person))) == 2


def test_staff_print_it_too(client, written, nurse):
    client.force_login(nurse)
    address = reverse("plan_unwell_pdf", args=[written.plan.ref])
    assert client.get(address)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("shape", "line", "stored"),
    [
        (Line, "Ankles swell", {"text": "Ankles swell"}),
        (IfThen, "ring the nurse", {"then_that": "ring the nurse"}),
        (IfThen, "If it rains, then I stay in", {"if_this": "it rains", "then_that": "I stay in"}),
        (Named, "Dr Patel, GP, Elm Practice, 01632 960002", {
            "name": "Dr Patel", "role": "GP, Elm Practice", "contact": "01632 960002",
        }),
        (Named, "sara@example.org", {"contact": "sara@example.org"}),
        (Named, "Sara (07700 900123)", {"name": "Sara", "contact": "07700 900123"}),
    ],
)  # fmt: skip
def test_a_line_is_read_as_its_shape(shape, line, stored):
    assert from_lines(shape, line, []) == [stored]
    assert from_lines(shape, as_lines(shape, [stored]), [stored]) == [stored]
