"""A team of link workers for the two practices' network, and a few services near by."""

import pytest

from inglenook.community.find.api import index
from inglenook.community.models import Provider, Service
from inglenook.community.referrals.api import refer
from tests import factories


@pytest.fixture
def network(practice):
    return practice.parent


@pytest.fixture
def grace(network):
    return factories.make_user("Grace Bennett", role="link_worker", at=network)


@pytest.fixture
def lunch(db):
    provider = Provider.objects.create(name="Hearthby Friends", phone="01632 960777")
    words = "Lunch club and company for older people. We bring you."
    made = Service.objects.create(provider=provider, name="Friday lunch club", description=words, phone="01632 960777")
    index(everything=True)
    return made


@pytest.fixture
def referral(network, person, nurse, grace):
    """The nurse has asked the network's link workers to see the person."""
    return refer(
        team=network,
        way="staff",
        by=nurse,
        person=person,
        referrer=nurse,
        referrer_name=nurse.name,
        reason="Company. She is alone since May.",
        hopes="I would like somebody to talk to.",
        barriers=["loneliness", "getting_about"],
        risks=[],
    )


@pytest.fixture
def from_agency(network, grace):
    """The advice centre has written of somebody by the form."""
    return refer(
        team=network,
        way="agency",
        by=None,
        given_name="Amina",
        given_family_name="Hussain",
        given_birth_date="1960-06-04",
        given_nhs_number="9990000018",
        given_phone="01632 960111",
        referrer_name="Lena Ford",
        referrer_service="Debt advice",
        referrer_organisation="Hearthby Advice",
        referrer_contact="lena@advice.example",
        reason="Cannot pay for heating",
        barriers=["money"],
        risks=["A dog that bites"],
    )
