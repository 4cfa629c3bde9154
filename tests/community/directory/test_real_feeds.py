"""Feeds of the world: the validator's mocks, and Open211 Miami with the faults that it really has."""

import pytest

from inglenook.community.directory.reading import read_in
from inglenook.community.models import FeedRun, Service, ServiceAtSite, Site, Term
from tests.realdata import shared

pytestmark = pytest.mark.django_db


def test_the_validators_passing_feed_is_accepted():
    run = read_in(str(shared("open-referral/oruk-validator-mocks/V3.0-UK-Default")))

    assert run.state == FeedRun.State.COMPLETE
    service = Service.objects.get()
    assert service.name == "Community Counselling"
    assert service.provider.name == "Example Organization Inc."
    assert service.at_sites.get().site.name == "MyCity Civic Center"
    assert service.terms.get().name == "name"
    assert not run.faults.filter(weight="refused").exists()


def test_a_total_that_lies_is_said_and_one_id_is_one_service():
    """V3.0-UK-Test announces 31 entries and gives 128 of one and the same id."""
    run = read_in(str(shared("open-referral/oruk-validator-mocks/V3.0-UK-Test/service_list.json")))

    assert run.state == FeedRun.State.COMPLETE
    assert run.counts["service"] | {"gone": 0} == {
        "read": 128, "kept": 1, "unchanged": 0, "ignored": 127, "rejected": 0, "gone": 0,
    }  # fmt: skip
    assert run.faults.filter(what="it says it has 31 entries and gave 128").count() == 1
    assert run.faults.filter(what__startswith="a service with this id came before").count() == 127


def test_miami_loads_with_every_one_of_its_faults():
    run = read_in(str(shared("open-referral/hsds-1.1-miami")))

    assert run.state == FeedRun.State.COMPLETE
    assert Service.objects.count() == Site.objects.count() == ServiceAtSite.objects.count() == 1668
    assert run.counts["eligibility.csv.gz"] == {"read": 2244, "rejected": 2244, "kept": 0}
    assert run.counts["services_taxonomy.csv.gz"] == {"read": 10543, "rejected": 0, "kept": 10543}
    found = {what: run.faults.filter(what__contains=what).count() for what in COUNTED}
    assert found == COUNTED
    assert Site.objects.exclude(latitude=None).count() == 992
    assert Term.objects.count() == 1991  # of 1,994 rows: three ids come twice
    assert Term.objects.filter(service_terms__isnull=False).distinct().count() == 1380
    assert run.faults_found == run.faults.count() > 10_000


# Counted in the tables themselves with awk and a spreadsheet, not with Inglenook.
COUNTED = {
    "it has no service_id": 2244,
    "it has no id": 4543,
    "it has no coordinates": 676,
    "it has no number": 17,
    "it has no language": 5,
    "it has no accessibility": 1021,
    "its organization is in no table": 1159,
    "it has no status": 1668,
    "it has no opens_at": 64,
    "a row with this id came before": 3,
}
