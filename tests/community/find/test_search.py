"""What is found for a question, and what never is."""

import pytest

from inglenook.community.find.api import Wanted, index, locate, search
from inglenook.community.find.search import find
from inglenook.community.find.understanding import understand
from inglenook.community.models import Service

pytestmark = pytest.mark.django_db


def names(page) -> list[str]:
    return [one.service.name for one in page.found]


def near(words="", **wanted) -> list[str]:
    return names(search(words=words, place=locate("ZZ1"), wanted=Wanted(**wanted), limit=40))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("somewhere warm to sit with people", {"Warm Welcome at the Library", "The Living Room"}),
        ("chair exercise", {"Chair Exercise"}),
        ("help with benefit forms", {"Benefits Advice"}),
    ],
)
def test_plain_words_find_what_is_meant(directory, asked, first):
    assert near(asked)[0] in first


def test_nothing_typed_finds_all_that_is_near_the_nearest_first(directory):
    found = search(words=" ", place=locate("ZZ1 5JL"), limit=20).found
    far = [one.distance_km for one in found if one.distance_km is not None]

    assert len(found) == 20
    assert far == sorted(far)


def test_spelling_is_put_right_and_said(directory):
    page = search(words="excersise siting down", place=locate("ZZ1"))

    assert page.asked.meant == {"excersise": "exercise", "siting": "sitting"}
    assert "Chair Exercise" in names(page)[:3]


def test_why_is_said_in_the_services_own_words(directory):
    best = search(words="chair exercise", place=locate("ZZ1 5JL")).found[0]

    assert best.why[0] == "It says “Chair Exercise”"
    assert best.far.endswith("minutes on foot")


@pytest.mark.parametrize(
    "change",
    [
        {"places_free": 0},
        {"takes_people": False},
        {"status": Service.Status.CLOSED},
        {"gone_at": "2026-11-01T00:00Z"},
    ],
    ids=str,
)
def test_what_is_full_gone_or_closed_is_never_found_even_before_the_listings_are_made_anew(directory, change):
    Service.objects.filter(name="Chair Exercise").update(**change)

    assert "Chair Exercise" not in near("chair exercise")


def test_a_double_is_never_found(directory):
    kept = Service.objects.get(name="Chair Yoga")
    Service.objects.filter(name="Chair Exercise").update(same_as=kept)

    assert "Chair Exercise" not in near("chair exercise")


def test_a_full_course_of_the_demonstration_is_not_found(directory):
    assert "Learn to Swim for Adults" not in near("learn to swim")


def test_a_service_is_found_once_however_many_sites_it_has(directory):
    assert near("help with my phone").count("Digital Champions") == 1


def test_only_what_can_be_walked_to(directory):
    found = search(words="warm", place=locate("ZZ1"), wanted=Wanted(how="foot"), limit=40).found

    assert found
    assert all(one.distance_km <= 1.6 for one in found)


def test_without_getting_out_there_is_only_what_comes_by_phone_online_or_home(directory):
    found = near("company", how="home")

    assert {"Telephone Friendship", "Home Befriending", "Neighbourhood Phone Group"} <= set(found[:5])
    assert "Chatty Café" not in found


def test_access_day_and_cost_narrow_what_is_found(directory):
    assert "Coffee Morning at St Mark's" in near("coffee")
    assert "Coffee Morning at St Mark's" not in near("coffee", access=("step_free",))  # two steps at the door
    assert "Chair Exercise" in near("chair exercise", day="tu", part="morning")
    assert "Chair Exercise" not in near("chair exercise", day="mo")
    assert "Chair Exercise" not in near("chair exercise", is_free=True)
    assert "Evening Supper for Men on Their Own" in near("supper", part="evening")


def test_a_language_is_that_of_the_service(directory):
    found = near("exercise", language="Urdu")

    assert "Armchair Exercise in Urdu and Punjabi" in found
    assert "Chair Exercise" not in found


def test_a_man_is_not_sent_to_a_group_of_women(directory):
    assert "Women's Swim" in near("swim")
    assert "Women's Swim" not in near("swim", who="men")


def test_age_leaves_out_what_is_for_others(directory):
    assert "Young Carers" in near("young carers", age=15)
    assert "Young Carers" not in near("young carers", age=60)


def test_words_that_mean_nothing_find_nothing(directory):
    page = search(words="of the and", place=locate("ZZ1"))

    assert page.found == []


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE community_service; --", "a & | !b", "\\", "c.company", "💚", "x" * 5000]
)
def test_whatever_is_typed_is_only_words(directory, words):
    search(words=words, place=locate("ZZ1"))
    search(words="tea", wanted=Wanted(language=words[:40]))


def test_a_change_of_a_service_is_found_after_its_listing_is_made_anew(directory):
    changed = Service.objects.get(name="Chair Exercise")
    changed.name = "Quidditch for beginners"
    Service.objects.filter(pk=changed.pk).update(name=changed.name, changed_at="2030-01-01T00:00Z")

    assert index() == 1
    assert index() == 0
    assert near("quidditch") == ["Quidditch for beginners"]


def test_listings_made_bit_by_bit_are_those_made_at_once(directory):
    from inglenook.community.models import Listing

    at_once = sorted(Listing.objects.values_list("service", "site", "search"))
    Listing.objects.filter(service_id__lte=Service.objects.order_by("pk")[90].pk).delete()
    index()

    assert sorted(Listing.objects.values_list("service", "site", "search")) == at_once


@pytest.mark.parametrize("words", ["company", "exercise for older people"])
def test_page_after_page_nothing_comes_twice_and_nothing_is_left_out(directory, words):
    """However far one goes: the same order on every page, also where a page goes beyond what is near."""
    asked, place = understand(words), locate("ZZ1")
    whole = find(asked, near=place, wanted=Wanted(), limit=300)
    paged = [hit for n in range(30) for hit in find(asked, near=place, wanted=Wanted(), limit=10, offset=10 * n)]
    assert len(whole) > 10  # more than a page
    assert [(hit.service_id, hit.site_id) for hit in paged] == [(hit.service_id, hit.site_id) for hit in whole]
    assert len({hit.service_id for hit in paged}) == len(paged)
