"""Maps: where things stand on the drawing, worked by hand, and what is said beside it."""

import pytest

from inglenook.community.find.api import index
from inglenook.community.find.drawing import SIZE, Place, direction, drawn
from inglenook.community.find.near import map_of_found, region_of, towns_round
from inglenook.community.find.places import Point
from inglenook.community.models import Listing, Outward, Service, Site, Town

MIDDLE = Point(54.0, -4.0)
NORTH = 54.0 + 0.999 / 111.2  # a degree of latitude is 111.2 km
EAST = -4.0 + 0.999 / (111.2 * 0.587785)  # cos 54 degrees


def test_one_km_north_and_one_km_east_stand_as_far_from_the_middle():
    map_ = drawn(MIDDLE, [Place("1", NORTH, -4.0), Place("2", 54.0, EAST)])
    scale = (SIZE / 2 - 20) / 1
    assert [ring["km"] for ring in map_.rings] == [0.5, 1]
    assert (map_.dots[0].x, map_.dots[0].y) == pytest.approx((SIZE / 2, SIZE / 2 - 0.999 * scale), abs=0.1)
    assert (map_.dots[1].x, map_.dots[1].y) == pytest.approx((SIZE / 2 + 0.999 * scale, SIZE / 2), abs=0.1)


def test_a_town_out_of_reach_is_left_out():
    map_ = drawn(MIDDLE, [Place("1", NORTH, -4.0)], towns=[Place("Near", 54.005, -4.0), Place("Far", 55.0, -4.0)])
    assert [town.label for town in map_.towns] == ["Near"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [(NORTH, -4.0, "1.0 km north"), (54.0, EAST, "1.0 km east"), (54.0, -4.0, "here"),
     (2 * 54.0 - NORTH, 2 * -4.0 - EAST, "1.4 km south-west")],
)  # fmt: skip
def test_the_way_is_said_in_words(latitude, longitude, said):
    assert direction(MIDDLE, Place("", latitude, longitude)) == said


@pytest.mark.django_db
def test_towns_are_those_that_addresses_of_the_directory_name(directory):
    listing = Listing.objects.exclude(latitude=None).first()
    towns = towns_round(Point(listing.latitude, listing.longitude))
    assert "Hearthby" in [town.label for town in towns]


@pytest.mark.django_db
def test_the_region_counts_people_and_services_with_room_by_district(directory):
    here = Outward.objects.get(outward="ZZ1")
    of_zz1 = Listing.objects.filter(outward="ZZ1").exclude(latitude=None)
    Service.objects.filter(pk=of_zz1.first().service_id).update(places_free=0)
    with_room = of_zz1.exclude(service__places_free=0).exclude(service__takes_people=False).count()
    region = region_of({"ZZ1": 3, "QQ9": 1})
    assert [(one.name, one.counted, one.way) for one in region.districts] == [("ZZ1", 3, "here"), ("QQ9", 1, "")]
    assert region.districts[0].services == with_room > 0
    assert [dot.label for dot in region.drawing.dots] == ["3"]
    assert here.latitude


@pytest.mark.django_db
def test_without_a_known_district_there_is_no_drawing():
    assert region_of({}).drawing is None
    assert region_of({"QQ9": 2}).drawing is None


@pytest.mark.django_db
def test_what_was_found_stands_on_the_page_as_map_and_table(client, directory):
    page = client.get("/help/?q=chair+exercise&at=53.905,-4.02&place=ZZ1").content.decode()
    assert page.index("found-list") < page.index('class="nearby"')  # the list before the map
    assert "have a place on the map" in page
    assert "Where each of them is from you" in page


def test_nothing_found_with_a_place_is_no_map():
    assert map_of_found([], MIDDLE) is None
    assert map_of_found([], None) is None


@pytest.mark.django_db
def test_two_towns_of_one_name_far_from_each_other_stand_each_where_it_is(directory):
    there = Site.objects.exclude(latitude=None).first()
    far = Site.objects.create(name="Far", latitude=there.latitude + 2, longitude=there.longitude,
                              document={"addresses": [{"city": "Hearthby"}]})  # fmt: skip
    index(everything=True)
    assert Town.objects.filter(name="Hearthby", latitude=far.latitude, places=1).exists()
    (near,) = [town for town in towns_round(Point(there.latitude, there.longitude)) if town.label == "Hearthby"]
    assert abs(near.latitude - there.latitude) < 0.2  # not drawn away to the middle between both
