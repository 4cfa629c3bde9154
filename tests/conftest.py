"""A small house that most tests start in: two practices of one network, their staff, two people and a carer."""

import pytest
from django.core.management.commands import flush
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from inglenook.between.programmes.loading import load_programmes
from inglenook.community.find.concepts import load_phrases
from inglenook.people.reference import load_reference
from inglenook.workforce.learning.loading import load_shipped
from tests import factories

# How fast examples are drawn says how busy the machine is, and nothing about the code.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Passwords are hashed slowly on purpose; tests make many users."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def quick_emptying():
    """Emptying the tables after a test takes the lists along, and leaves triggers, policies and functions in place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **options: _load_lists())
        yield


def _load_lists() -> None:
    load_reference()
    load_programmes()
    load_phrases()
    load_shipped()


@pytest.fixture
def practice(db):
    network = factories.make_organisation("Brookside Network", kind="network")
    return factories.make_organisation("Brookside Surgery", parent=network)


@pytest.fixture
def other_practice(db):
    return factories.make_organisation("Hilltop Surgery")


@pytest.fixture
def nurse(practice):
    return factories.make_user("Joy Mensah", role="nurse", at=practice)


@pytest.fixture
def manager(practice):
    return factories.make_user("Sam Field", role="manager", at=practice)


@pytest.fixture
def person(practice):
    person = factories.make_person(practice)
    person.user = factories.make_user("Amina Hussain")
    person.save(update_fields=["user"])
    return person


@pytest.fixture
def stranger(other_practice):
    return factories.make_person(other_practice, given_name="Bert", family_name="Stone")


@pytest.fixture
def carer(person):
    carer = factories.make_user("Sara Hussain")
    factories.share_with(carer, person, "preparation", "plan")
    return carer
