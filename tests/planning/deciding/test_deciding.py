"""A decision from its beginning to what both agreed, on the person's pages and the professional's."""

import uuid

import pytest

from inglenook.core import access
from inglenook.planning.deciding import actions
from inglenook.planning.deciding.grids import grids
from inglenook.planning.models import DecisionTalk, DecisionWithheld, OptionEffect, SharedDecision, Task
from inglenook.planning.plan.changes import changes
from inglenook.planning.plan.contents import contents_of
from inglenook.planning.plan.speaking import spoken
from tests import factories

pytestmark = pytest.mark.django_db
KNEE = "sore_knee"


@pytest.fixture
def decision(person, nurse):
    return actions.begin(person=person, ref=uuid.uuid4(), about="", grid=grids()[KNEE], by=nurse)


@pytest.fixture
def mine(client, person, decision):
    client.force_login(person.user)
    return lambda **sent: client.post(f"/me/decisions/{decision.ref}/", {"leaning": "", "sure": ""} | sent)


@pytest.fixture
def theirs(client, nurse, decision):
    client.force_login(nurse)
    return lambda **sent: client.post(f"/decisions/{decision.ref}/", sent)


def again(decision) -> SharedDecision:
    return SharedDecision.objects.get(pk=decision.pk)


def test_a_grid_is_copied_whole_with_its_edition(decision):
    given = grids()[KNEE]
    assert [option.name for option in decision.options.all()] == [option.name for option in given.options]
    gel = decision.options.get(position=2)
    assert [(one.kind, one.of_100) for one in gel.effects.all()] == [("benefit", 60), ("harm", None), ("harm", None)]
    assert decision.grid_dated == given.dated
    assert decision.papers.get().identifier == f"sore_knee/{given.dated}"


def test_pressed_twice_it_begins_once(client, person):
    client.force_login(person.user)
    for _ in range(2):
        client.post("/me/decisions/", {"grid": KNEE, "ref": "one"})
    assert SharedDecision.objects.count() == 1
    assert OptionEffect.objects.filter(person=person).count() == sum(
        len(option.benefits) + len(option.harms) for option in grids()[KNEE].options
    )


def test_the_person_says_what_matters_and_which_way_they_lean(mine, decision):
    gel = decision.options.get(position=2)
    said = {"matters": "I want to kneel to pray", "leaning": gel.ref, "sure": "6", "other": "Heat", "ref": "x"}
    assert mine(**said).status_code == 302
    mine(**said | {"was:matters": said["matters"], "was:sure": "6"})
    kept = again(decision)
    assert (kept.matters, kept.leaning, kept.sure, kept.in_own_hand) == ("I want to kneel to pray", gel, 6, True)
    assert (kept.sure_from, kept.sure_to) == (0, 10)
    assert [option.name for option in kept.options.filter(by_person=True)] == ["Heat"]


def test_what_the_person_wrote_a_professional_reads_and_does_not_change(mine, theirs, client, nurse, decision):
    client.force_login(decision.person.user)
    mine(matters="I want to kneel to pray")
    client.force_login(nurse)
    html = client.get(f"/decisions/{decision.ref}/").content.decode()
    assert "I want to kneel to pray" in html
    assert 'name="matters"' not in html
    theirs(do="write", matters="Something else", leaning="", sure="")
    assert again(decision).matters == "I want to kneel to pray"


def test_two_who_write_at_once_lose_nothing(mine, theirs, client, nurse, decision):
    theirs(do="write", matters="Kneel to pray.", leaning="", sure="")
    client.force_login(decision.person.user)
    mine(**{"was:matters": "", "matters": "Sleep."})
    assert {"Kneel", "Sleep"} <= set(again(decision).matters.replace(".", " ").split())


def test_text_too_long_is_told_and_stays(mine, decision):
    answer = mine(matters="x" * 20_001)
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert again(decision).matters == ""


def test_a_benefit_needs_its_source(theirs, decision):
    gel = decision.options.get(position=2)
    sent = {"do": "effect", "option": gel.ref, "kind": "benefit", "words": "Cheap", "of_100": ""}
    assert theirs(**sent, source="").status_code == 422
    assert theirs(**sent, source="NHS prescription charges").status_code == 302
    assert gel.effects.get(text="Cheap").source == "NHS prescription charges"


def test_what_both_agreed_stays_until_somebody_asks_again(theirs, client, nurse, decision):
    gel = decision.options.get(position=2)
    sent = {"do": "decide", "choice": gel.ref, "words": "For six weeks", "with_whom": "Sara, her daughter"}
    assert theirs(**sent).status_code == 302
    theirs(**sent | {"words": "Changed behind their back"})
    kept = again(decision)
    assert (kept.status, kept.choice, kept.decided) == ("valid", gel, "For six weeks")
    assert (kept.agreed_by, kept.decided_with) == ("Amina, with Sara, her daughter", nurse)
    client.force_login(decision.person.user)
    client.post(f"/me/decisions/{decision.ref}/again/")
    assert again(decision).status == "in_progress"
    task = Task.objects.get(person=decision.person)
    assert (task.owner, task.kind) == (nurse, "comment")
    assert "valid" in again(decision).history.values_list("status", flat=True)


def test_deciding_in_a_conversation_notes_who_was_there(talk, nurse):
    talk.with_whom = "Sara"
    talk.save()
    made = actions.begin(person=talk.person, ref=uuid.uuid4(), about="", grid=grids()[KNEE], by=nurse)
    actions.decide(decision=made, choice=made.options.first(), words="", agreed_by="Amina", by=nurse)
    noted = DecisionTalk.objects.get(decision=made)
    assert (noted.conversation, noted.seen_by, noted.accompanied_by) == (talk, "Joy Mensah", "Sara")


def test_what_is_withheld_the_person_cannot_read(client, nurse, decision):
    client.force_login(nurse)
    sent = {"do": "withheld", "is_withheld": "yes", "because": "Would harm her"}
    assert client.post(f"/decisions/{decision.ref}/record/", sent).status_code == 302
    with access.acting_as(nurse):
        assert DecisionWithheld.objects.get().because == "Would harm her"
    with access.acting_as(decision.person.user):
        assert not DecisionWithheld.objects.exists()


def test_more_is_kept_for_the_record_and_taken_off(client, nurse, decision):
    client.force_login(nurse)
    at = f"/decisions/{decision.ref}/record/"
    assert client.post(at, {"do": "person", "name": "Sara", "relationship": "Daughter"}).status_code == 302
    assert client.post(at, {"do": "person", "name": ""}).status_code == 422
    row = decision.people.get()
    assert (row.name, row.relationship) == ("Sara", "Daughter")
    assert "Sara · Daughter" in client.get(at).content.decode()
    client.post(at, {"do": "person", "off": row.ref})
    assert not decision.people.exists()


def test_nobody_else_finds_it(client, decision, other_practice, stranger):
    stranger.user = factories.make_user("Bert Stone")
    stranger.save()
    client.force_login(stranger.user)
    assert client.get(f"/me/decisions/{decision.ref}/").status_code == 404
    client.force_login(factories.make_user("Nell", role="nurse", at=other_practice))
    assert client.get(f"/decisions/{decision.ref}/").status_code == 404


def test_twelve_questions_make_each_page(client, person, nurse, decision, django_assert_max_num_queries):
    pages = {
        person.user: ["/me/decisions/", f"/me/decisions/{decision.ref}/"],
        nurse: [
            f"/people/{person.ref}/decisions/",
            f"/decisions/{decision.ref}/",
            f"/decisions/{decision.ref}/record/",
        ],
    }
    for user, addresses in pages.items():
        client.force_login(user)
        for address in addresses:
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200


def test_what_lacks_for_an_option_is_said(client, nurse, decision):
    actions.add_option(decision=decision, ref=uuid.uuid4(), name="Heat", by=nurse)
    client.force_login(nurse)
    html = client.get(f"/decisions/{decision.ref}/").content.decode()
    assert "also asks for what matters to the person; a benefit and a harm of “Heat”." in html


def test_what_was_decided_is_part_of_the_plan_and_what_changed_is_told(client, nurse, decision):
    plan = decision.plan
    before = contents_of(plan)
    assert [row["status"] for row in before["choices"]] == ["in_progress"]
    gel = decision.options.get(position=2)
    actions.decide(decision=decision, choice=gel, words="For six weeks", agreed_by="Amina", by=nurse)
    after = contents_of(plan)
    said = spoken(after).choices[0]
    assert (said.choice, said.decided) == (gel.name, "For six weeks")
    changed = changes(before, after)[0]
    assert {str(detail.label): (detail.before, detail.after) for detail in changed.details}["How it stands"] == (
        "Not decided yet",
        "Decided",
    )
    client.force_login(nurse)
    assert "For six weeks" in client.get(f"/plans/{plan.ref}/").content.decode()
    client.force_login(decision.person.user)
    assert gel.name in client.get("/me/plan/").content.decode()
    assert client.get("/me/plan.pdf").content.startswith(b"%PDF")
    actions.drop(decision=decision, by=nurse)
    assert contents_of(plan)["choices"] == []


def test_whoever_thought_of_an_option_takes_it_off(client, nurse, decision):
    heat = actions.add_option(decision=decision, ref=uuid.uuid4(), name="Heat", by=decision.person.user)
    gel = decision.options.get(position=2)
    for user in (nurse, decision.person.user):
        client.force_login(user)
        client.post(f"/options/{(heat if user == nurse else gel).ref}/take-off/")
    assert decision.options.filter(pk__in=[heat.pk, gel.pk]).count() == 2
    client.post(f"/options/{heat.ref}/take-off/")
    client.force_login(nurse)
    effect = gel.effects.first()
    client.post(f"/effects/{effect.ref}/take-off/")
    client.post(f"/options/{gel.ref}/take-off/")
    assert not decision.options.filter(pk__in=[heat.pk, gel.pk]).exists()


def test_from_what_is_decided_nothing_is_taken_off(client, nurse, decision):
    gel = decision.options.get(position=2)
    actions.decide(decision=decision, choice=gel, words="", agreed_by="Amina", by=nurse)
    client.force_login(nurse)
    assert client.post(f"/options/{gel.ref}/take-off/").url == f"/decisions/{decision.ref}/"
    assert decision.options.filter(pk=gel.pk).exists()
