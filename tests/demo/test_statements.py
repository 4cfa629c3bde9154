"""No page asks the database more than a few things, whoever of the demonstration opens it."""

import pytest

from inglenook.core.models import User
from inglenook.demo.personas import by_email
from tests.asking import questions
from tests.pages import Finder, asking_with, pages

pytestmark = pytest.mark.django_db
MOST = 12  # statements a page
# Looking for help goes by rounds, each a statement, each run only when those before it found too little.
ROUNDS = {"referral": 4}


# Whoever opens most pages of each kind. The others are walked by `make test-all`.
USUAL = ("person", "nurse", "link-worker")


def everybody():
    for email in by_email():
        is_usual = email.partition("@")[0] in USUAL
        yield pytest.param(email, marks=[] if is_usual else pytest.mark.slow)


@pytest.mark.parametrize("email", list(everybody()))
def test_every_page_asks_little(town, demonstration, client, email):
    client.force_login(User.objects.get(email=email))
    find = Finder(email, asking_with(client)).find
    asked = {page.name: len(questions(client, at)) for page in pages() if (at := find(page))}
    assert len(asked) > 5
    assert {name: count for name, count in asked.items() if count > MOST + ROUNDS.get(name, 0)} == {}
