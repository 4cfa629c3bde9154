from datetime import timedelta

import pytest

from inglenook.core import access, clock
from inglenook.people.models import Preferences, UrgentResult
from inglenook.planning.models import Pack, ReviewCycle, Task
from inglenook.planning.preparation import actions, packs, sending
from inglenook.planning.preparation.letters import letter
from inglenook.planning.preparation.queries import STAGE
from tests import factories

pytestmark = pytest.mark.django_db


def make(nurse):
    with access.acting_as(nurse):
        packs.make_packs(cycles=ReviewCycle.objects.all(), by=nurse)


def test_a_pack_tells_value_word_and_target_and_is_due_two_weeks_before(pack, cycle):
    [pressure, sugar] = pack.contents["results"]
    assert (pressure["value"], pressure["unit"], pressure["word"]) == ("138/84", "mmHg", "where we hope it to be")
    assert sugar["value"] == "58"
    assert pack.due_on == cycle.due_on - timedelta(days=14)
    assert pack.contents["named"]["name"] == "Joy Mensah"


def test_asked_twice_there_is_one_pack(pack, nurse):
    make(nurse)
    assert Pack.objects.count() == 1


def test_only_people_whom_the_actor_sees_get_packs(cycle, stranger, nurse):
    factories.make_cycle(stranger)
    make(nurse)
    assert [pack.person_id for pack in Pack.objects.all()] == [cycle.person_id]


@pytest.mark.parametrize(
    ("record", "preference", "channel"),
    [
        ({"preferred_channel": "email", "email": "a@example.org"}, "", "email"),
        ({"preferred_channel": "email", "email": "a@example.org", "address": "1 Oak Street"}, "letter", "letter"),
        ({"preferred_channel": "email", "address": "1 Oak Street"}, "", "letter"),
        ({"email": "a@example.org", "address": "1 Oak Street"}, "", "email"),
        ({"address": "1 Oak Street", "phone": "01632 960 001"}, "", "letter"),
        ({"phone": "01632 960 001"}, "", "phone"),
        ({"preferred_channel": "text", "mobile": "07700 900 001", "email": "a@example.org"}, "", "text"),
    ],
)
def test_each_by_their_own_way(practice, nurse, record, preference, channel):
    person = factories.make_person(practice, **record)
    if preference:
        Preferences.objects.create(person=person, channel=preference)
    factories.make_cycle(person)
    make(nurse)
    assert Pack.objects.get().channel == channel


def test_what_the_person_says_of_print_and_name_wins_over_the_record(cycle, person, nurse):
    Preferences.objects.create(person=person, known_as="Mina", wants_large_print=True)
    make(nurse)
    pack = Pack.objects.get()
    assert pack.large_print
    assert letter(pack).greeting == "Mina"


@pytest.fixture
def held(cycle, person, nurse):
    factories.make_result(person, "potassium", 6.9, on=clock.today())
    make(nurse)
    return Pack.objects.get()


def test_an_urgent_value_never_first_appears_in_a_pack(held, nurse, client, person):
    assert held.held_because
    assert held.contents == {}
    task = Task.objects.get(kind="urgent_result")
    assert task.owner == nurse
    with access.acting_as(nurse):
        assert sending.send_packs(packs=Pack.objects.all(), by=nurse).total == 0
    assert actions.mark_sent(packs=Pack.objects.all(), by=nurse) == 0
    client.force_login(nurse)
    assert client.get(f"/packs/{held.ref}/letter.pdf").status_code == 404
    client.force_login(person.user)
    assert client.get(f"/me/prepare/{held.ref}/results/").status_code == 404


def test_seen_by_a_professional_the_pack_is_made(held, nurse, client):
    client.force_login(nurse)
    client.post(f"/packs/{held.ref}/seen/", {"note": "Rang her, repeat test tomorrow"})
    held.refresh_from_db()
    assert Pack.objects.values_list("held_because", STAGE).get(pk=held.pk) == ("", "made")
    assert Task.objects.get().closing_note == "Rang her, repeat test tomorrow"


def test_a_coordinator_cannot_release_an_urgent_value(held, practice, client):
    client.force_login(factories.make_user("Cora Lane", role="coordinator", at=practice))
    assert client.post(f"/packs/{held.ref}/seen/").status_code == 403
    held.refresh_from_db()
    assert held.held_because


def test_a_value_seen_elsewhere_releases_the_pack(held, nurse):
    UrgentResult.objects.update(seen_at=clock.now(), seen_by=nurse)
    with access.working():
        assert packs.release_packs() == 1
    held.refresh_from_db()
    assert Pack.objects.values_list(STAGE, flat=True).get(pk=held.pk) == "made"
