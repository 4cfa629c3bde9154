import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inglenook.planning.models import Conversation, Goal, Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(talk):
    return reverse("conversation", args=[talk.ref])


def test_the_agenda_begins_with_what_the_person_put_in_order(talk):
    assert list(talk.agenda.values_list("wording", flat=True)) == [
        "The tablets make me dizzy",
        "Getting to the mosque",
        "My kidneys",
        "getting about, confidence",
    ]


def test_beginning_again_reopens_and_adds_nothing(client, nurse, talk, cycle):
    client.force_login(nurse)
    response = client.post(reverse("converse", args=[cycle.ref]))
    assert response.url == reverse("conversation", args=[talk.ref])
    assert talk.agenda.count() == 4
    assert Conversation.objects.count() == 1


def test_the_page_shows_the_persons_words_first(client, nurse, page):
    client.force_login(nurse)
    html = client.get(page).content.decode()
    assert html.index("I want to get to the mosque on my own") < html.index("The tablets make me dizzy")


def test_a_result_that_nobody_judges_says_its_trend_alone(client, nurse, person, page):
    for month, kilograms in enumerate((70, 74, 78), 1):
        factories.make_result(person, "weight", kilograms, on=date(2026, month, 1))
    client.force_login(nurse)
    [words] = re.findall(r"Weight.*?fold__word[^>]*>(.*?)</span>", client.get(page).content.decode(), re.DOTALL)
    assert words == "Going up"


@pytest.mark.parametrize(
    "kept, is_told", [(date(9999, 1, 2), True), (date(2026, 5, 1), True), (date(2027, 6, 4), False)]
)
def test_a_review_day_out_of_reach_is_told_with_its_mend(client, nurse, talk, page, kept, is_told):
    """Kept before days were checked, or gone by while the talk was open; today is 4 June 2026."""
    plan = talk.person.plan
    Goal.objects.create(plan=plan, person=talk.person, wording="Walk")
    Plan.objects.filter(pk=plan.pk).update(review_on=kept)
    client.force_login(nurse)
    told = "Choose a day between today and two years from now."
    html = client.get(page).content.decode()
    assert (told in html) is is_told
    assert "Not saved yet" not in html
    read_back = client.get(reverse("read_back", args=[talk.ref])).content.decode()
    assert (told in read_back and f'href="{page}#plan-review_on"' in read_back) is is_told


def test_a_nurse_of_another_practice_does_not_find_it(client, other_practice, page):
    client.force_login(factories.make_user("Nell", role="nurse", at=other_practice))
    assert client.get(page).status_code == 404


def test_a_manager_may_not_open_it(client, manager, page):
    client.force_login(manager)
    assert client.get(page).status_code == 404


def test_twelve_queries_make_the_page(client, nurse, page):
    client.force_login(nurse)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    assert len(asked) <= 12, "\n".join(query["sql"][:150] for query in asked)
