"""What is published is valid against the standard's own schemas, under refs of our own, with its filters."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from inglenook.community.directory.reading import read_in
from inglenook.community.models import Provider, Service, ServiceAtSite, Site, Term, Vocabulary
from tests.asking import questions
from tests.realdata import shared

from .feeds import INSIDE, make_service, serving_services, uuid_of

pytestmark = pytest.mark.django_db
ROOT = "/open-referral/"


@pytest.fixture
def directory(db):
    """Three services: two for exercise, one of them on Tuesday mornings from 50 on; one for tea."""
    tuesday = {"id": uuid_of("t"), "freq": "WEEKLY", "byday": "TU,TH", "opens_at": "9:30", "closes_at": "11:00"}
    tea = {
        "id": uuid_of("tea"),
        "taxonomy_term": {"id": uuid_of("tea term"), "name": "Company", "description": "", "taxonomy": "Borset list"},
    }
    services = (
        make_service("Chair exercise", schedules=[tuesday], minimum_age=50),
        make_service("Health walk"),
        make_service("Tea and talk", attributes=[tea], minimum_age=18, maximum_age=99),
    )
    with serving_services(*services) as (base, _):
        return read_in(base, fetcher=INSIDE, name="Borset")


def get(client, path: str):
    response = client.get(f"{ROOT}{path}")
    assert response.status_code == 200, response.content
    return response.json()


def names(page: dict) -> list[str]:
    return [found["name"] for found in page["contents"]]


def errors(document, schema: str) -> list[str]:
    given = json.loads(shared(f"open-referral/oruk-3.0/schema/{schema}.json").read_text())
    checker = Draft202012Validator(given, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in checker.iter_errors(document)]


def test_everything_is_valid_against_the_schemas(client, directory):
    ref, at = Service.objects.first().ref, ServiceAtSite.objects.first().ref
    whole = get(client, f"services/{ref}")
    assert errors(whole, "compiled/service") == []
    assert whole["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] == "bc1 1aa"
    assert errors(get(client, f"service_at_locations/{at}"), "compiled/service_at_location") == []
    assert errors(get(client, f"service_at_locations/{at}"), "compiled/service") == []
    for path, schema in (
        ("services", "compiled/service_list"),
        ("services?full=true", "compiled/service"),
        ("service_at_locations", "compiled/service_at_location_list"),
        ("service_at_locations?full=true", "compiled/service_at_location"),
        ("organizations", "compiled/organization_list"),
        ("organizations?full=true", "compiled/organization"),
        ("organizations?full_service=true", "compiled/organization"),
    ):
        contents = get(client, path)["contents"]
        assert contents and [errors(found, schema) for found in contents] == [[]] * len(contents), path
    assert errors(get(client, f"organizations/{Provider.objects.get().ref}"), "compiled/organization") == []


@pytest.mark.slow
def test_miami_is_published_as_the_standard_says(client):
    """Integers for ids, times in words, half an address: what comes in is bent, what goes out is straight."""
    read_in(str(shared("open-referral/hsds-1.1-miami")))
    page = get(client, "services?full=true&per_page=100&page=7")
    assert (page["total_items"], page["total_pages"], page["size"]) == (1668, 17, 100)
    assert [found for service in page["contents"] for found in errors(service, "compiled/service")] == []


def test_ids_are_our_own_and_lead_from_one_to_the_other(client, directory):
    service = Service.objects.get(name="Tea and talk")
    whole = get(client, f"services/{service.ref}")
    term = whole["attributes"][0]["taxonomy_term"]

    assert whole["id"] == str(service.ref) != service.source_id
    assert whole["organization"]["id"] == whole["organization_id"] == str(Provider.objects.get().ref)
    assert whole["service_at_locations"][0]["location"]["id"] == str(Site.objects.get().ref)
    assert term["id"] == str(Term.objects.get(name="Company").ref)
    assert get(client, f"taxonomy_terms/{term['id']}")["name"] == "Company"
    assert get(client, f"organizations/{whole['organization_id']}")["services"]
    assert get(client, f"taxonomies/{Vocabulary.objects.get().ref}")["taxonomy_terms"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Chair exercise", "Health walk", "Tea and talk"]),
        ("search=walks", ["Health walk"]),
        ("text=tea", ["Tea and talk"]),
        ("minimum_age=50", ["Chair exercise"]),
        ("maximum_age=100", ["Tea and talk"]),
        ("day=TU", ["Chair exercise"]),
        ("day=Tuesday", ["Chair exercise"]),
        ("day=MO", []),
        ("start_time=09:00", ["Chair exercise"]),
        ("start_time=10:00", []),
        ("end_time=11:00", ["Chair exercise"]),
        ("end_time=10:30&day=TU", []),
        ("modified_after=2000-01-01T00:00:00Z", ["Chair exercise", "Health walk", "Tea and talk"]),
        ("modified_after=2999-01-01T00:00:00%2B01:00", []),
        ("taxonomy_term_id=nonsense", []),
        ("page=9", []),
        ("page=99999999999999999999999999", []),
    ],
)
def test_filters(client, directory, query, found):
    assert sorted(names(get(client, f"services?{query}"))) == found
    assert sorted(names(get(client, f"services?full=true&{query}"))) == found


def test_pages_follow_one_another(client, directory):
    every = names(get(client, "services"))
    assert [names(get(client, f"services?per_page=1&page={page}")) for page in (1, 2, 3)] == [[one] for one in every]


@pytest.mark.parametrize("query", ["search=walks", "day=TU&start_time=09:00", "minimum_age=50", "organization_id=x"])
def test_services_at_places_have_the_same_filters(client, directory, query):
    of_services = names(get(client, f"services?{query}"))
    assert names(get(client, f"service_at_locations?{query}")) == of_services
    assert len(of_services) == (0 if query.startswith("organization") else 1)


def test_filters_by_what_services_are_about_and_who_gives_them(client, directory):
    term = Term.objects.get(name="Company")
    assert names(get(client, f"services?taxonomy_term_id={term.ref}")) == ["Tea and talk"]
    assert len(names(get(client, f"services?taxonomy_id={term.vocabulary.ref}"))) == 3
    assert len(names(get(client, f"services?organization_id={Provider.objects.get().ref}"))) == 3
    assert names(get(client, "taxonomy_terms?search=comp")) == ["Company"]


def test_places_near_a_postcode_come_nearest_first(client):
    near, far = make_service("Near"), make_service("Far", id=uuid_of("far"))
    far["service_at_locations"][0]["id"] = uuid_of("at far")
    far["service_at_locations"][0]["location"] |= {"id": uuid_of("far hall"), "latitude": 52.3, "addresses": []}
    with serving_services(far, near) as (base, _):
        read_in(base, fetcher=INSIDE)
    # One tenth of a degree of latitude is 11.1 km.
    assert names(get(client, "service_at_locations?postcode=BC1+1AA&proximity=20000")) == ["Near", "Far"]
    assert names(get(client, "service_at_locations?postcode=bc11aa&proximity=5000")) == ["Near"]
    assert names(get(client, "service_at_locations?postcode=ZZ9+9ZZ&proximity=5000")) == []


def test_a_minimal_list_has_ids_and_moments_alone(client, directory):
    page = get(client, "services?minimal=true")
    assert page["size"] == 3 and set(page["contents"][0]) == {"id", "last_modified"}


def test_what_people_here_changed_is_published(client, directory, manager):
    from inglenook.community.directory.actions import edit

    service = Service.objects.get(name="Health walk")
    edit(service=service, patch={"name": "Gentle walk", "fees": "Free"}, by=manager)
    whole = get(client, f"services/{service.ref}")
    assert (whole["name"], whole["fees"]) == ("Gentle walk", "Free")


def test_any_site_may_read_and_nobody_may_write(client, directory):
    for response in (client.get(f"{ROOT}services"), client.options(f"{ROOT}services"), client.get(ROOT)):
        assert response["Access-Control-Allow-Origin"] == "*"
    assert client.post(f"{ROOT}services").status_code == 405
    assert client.get(f"{ROOT}services?page=two").status_code == 400
    assert client.get(f"{ROOT}services/nothing").status_code == 404
    assert get(client, "")["version"] == "HSDS-UK-3.0"


@pytest.mark.parametrize(
    "path", ["services?full=true", "service_at_locations?full=true", "organizations?full_service=true", "services"]
)
def test_a_page_asks_little(client, directory, path):
    assert len(questions(client, f"{ROOT}{path}")) <= 12
