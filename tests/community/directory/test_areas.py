"""Areas that services serve: kept as they came, given on, and never offered to somebody who lives outside."""

import json

import pytest

from inglenook.community.directory.areas import box_of, outline
from inglenook.community.directory.reading import read_in
from inglenook.community.find.api import Point, index, search
from inglenook.community.models import Service

from .feeds import INSIDE, make_service, read, says, serving_services, uuid_of

BRISTOL = {
    "type": "Polygon",
    "coordinates": [[[-2.72, 51.39], [-2.45, 51.39], [-2.45, 51.55], [-2.72, 51.55], [-2.72, 51.39]]],
}
KML = "<Placemark><Polygon><coordinates>-2.7,51.4 -2.4,51.4 -2.4,51.6</coordinates></Polygon></Placemark>"
IN_BRISTOL, IN_LEEDS = Point(51.45, -2.59), Point(53.8, -1.55)


def area(extent: str, kind: str = "geojson") -> dict:
    return {"id": uuid_of("area"), "name": "Bristol", "extent": extent, "extent_type": kind}


def by_phone(name: str, *areas: dict) -> dict:
    return make_service(name, service_areas=list(areas)) | {"service_at_locations": []}


@pytest.mark.parametrize("wrapped", [
    BRISTOL,
    {"type": "Feature", "properties": {}, "geometry": BRISTOL},
    {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": BRISTOL}]},
    {"type": "GeometryCollection", "geometries": [BRISTOL]},
    {"type": "MultiPolygon", "coordinates": [BRISTOL["coordinates"]]},
])  # fmt: skip
def test_the_box_round_an_outline_however_it_is_wrapped(wrapped):
    assert outline(json.dumps(wrapped)) == (-2.72, 51.39, -2.45, 51.55)


@pytest.mark.parametrize("extent", ["", "Bristol", "5", "[]", KML, '{"type": "Polygon"}', "[[51.4, -2.6], [551, 2]]"])
def test_what_is_no_outline_has_no_box(extent):
    assert outline(extent) is None


def test_a_service_with_an_area_of_which_only_the_name_is_known_may_serve_anywhere():
    assert box_of({"service_areas": [area(json.dumps(BRISTOL)), {"name": "and round about"}]}) is None
    assert box_of({}) is None


@pytest.mark.django_db
def test_outlines_are_given_on_as_they_came(client):
    long = json.dumps({"type": "LineString", "coordinates": [[-2.5 - n / 100_000, 51.4] for n in range(9_000)]})
    assert len(long) > 100_000
    given = by_phone("Telephone friends", area(long), area(KML, "kml") | {"id": uuid_of("kml")})
    with serving_services(given) as (base, _):
        run = read(base)
    assert run.faults_found == 0
    published = client.get(f"/open-referral/services/{Service.objects.get().ref}").json()["service_areas"]
    assert [one["extent"] for one in published] == [long, KML]
    assert [one["extent_type"] for one in published] == ["geojson", "kml"]


@pytest.mark.django_db
def test_an_outline_that_is_none_is_kept_and_said():
    with serving_services(by_phone("Telephone friends", area("extent"))) as (base, _):
        run = read(base)
    assert says(run, "no GeoJSON") == run.faults_found == 1
    service = Service.objects.get()
    assert service.serves is None and service.document["service_areas"][0]["extent"] == "extent"


@pytest.mark.django_db
def test_who_lives_outside_the_area_is_not_offered_the_service():
    bounded, free = by_phone("Telephone friends", area(json.dumps(BRISTOL))), by_phone("Telephone chat")
    with serving_services(bounded, free) as (base, _):
        read_in(base, fetcher=INSIDE)
    index(everything=True)

    def found(place):
        return {one.service.name for one in search(words="telephone", place=place).found}

    assert found(IN_LEEDS) == {"Telephone chat"}
    assert found(IN_BRISTOL) == found(None) == {"Telephone friends", "Telephone chat"}


@pytest.mark.django_db
def test_the_area_is_said_on_the_services_page(client):
    with serving_services(by_phone("Telephone friends", area(json.dumps(BRISTOL)))) as (base, _):
        read(base)
    index(everything=True)
    page = client.get(f"/help/{Service.objects.get().ref}/").content.decode()
    assert "Area they serve" in page and "Bristol" in page
