"""Begin, leave, come back, send once; and nothing kept joins an invitation to its answers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from inglenook.core import access, clock
from inglenook.messaging.notices import send as send_notices
from inglenook.workforce.models import Draft, Invitation, Sheet, Survey
from inglenook.workforce.survey import answering, laying, running

from .making import door_of, invite, make_survey, open_now

pytestmark = pytest.mark.django_db
PEOPLE = [f"colleague{n}@example.org" for n in range(12)]


@pytest.fixture
def invited(manager):
    survey = make_survey(manager)
    invite(survey, manager, *PEOPLE)
    return open_now(survey, manager)


@pytest.fixture
def shared(manager):
    return open_now(make_survey(manager, mode=Survey.Mode.OPEN), manager)


def links() -> dict[str, str]:
    """The token that each address was sent last."""
    send_notices()
    return {one.to[0]: one.body.split("/s/")[1].split("/")[0] for one in mail.outbox}


def answer(token: str, **answers) -> bool:
    found = answering.door(token)
    secret = answering.begin(found, language="en")
    draft = answering.draft_of(found, secret)
    answering.keep(draft, answers or {"role": ["nurse"], "ways": ["time"]})
    return answering.send(found, draft)


def test_everybody_invited_gets_a_link_of_their_own_that_answers(invited):
    running.write_due()
    tokens = links()
    assert sorted(tokens) == sorted(PEOPLE) and len(set(tokens.values())) == len(PEOPLE)
    assert answer(tokens[PEOPLE[0]])
    assert Sheet.objects.get().answers == {"role": ["nurse"], "ways": ["time"]}


def test_a_link_answers_once(invited):
    """Ballot stuffing: the second time nothing is added, whichever link of the same invitation is used."""
    running.write_due()
    first = links()[PEOPLE[0]]
    Invitation.objects.update(asked_on=clock.today() - timedelta(days=8))
    running.write_due()
    again = links()[PEOPLE[0]]
    assert first != again
    assert answer(first)
    assert not answer(again)
    assert not answer(first)
    assert Sheet.objects.count() == 1


def test_a_second_press_sends_nothing_more(shared):
    found = door_of(shared)
    draft = answering.draft_of(found, answering.begin(found, language="en"))
    assert answering.send(found, draft)
    assert not answering.send(found, draft)
    assert Sheet.objects.count() == 1


def test_what_was_typed_is_found_by_its_holder_alone(shared):
    found = door_of(shared)
    mine, theirs = (answering.begin(found, language="en") for _ in range(2))
    answering.keep(answering.draft_of(found, mine), {"role": ["gp"]})
    assert answering.draft_of(found, mine).answers == {"role": ["gp"]}
    assert answering.draft_of(found, theirs).answers == {}
    assert answering.draft_of(found, "guessed") is None
    assert mine not in str(list(Draft.objects.values()))


def test_no_page_of_staff_can_open_what_came_in(invited, manager):
    running.write_due()
    answer(links()[PEOPLE[0]])
    with access.acting_as(manager):
        for model in (Invitation, Draft, Sheet):
            with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
                cursor.execute("SAVEPOINT look")
                try:
                    list(model.objects.all())
                finally:
                    cursor.execute("ROLLBACK TO SAVEPOINT look")


def columns(model) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields}


def test_no_column_joins_an_invitation_to_a_sheet_or_says_when():
    assert columns(Sheet) & columns(Invitation) == {"survey_id"}
    assert columns(Draft) & columns(Invitation) == {"survey_id", "id"}
    kept = [field.get_internal_type() for field in Sheet._meta.concrete_fields]
    assert not {"DateTimeField", "DateField", "BigAutoField", "AutoField"} & set(kept)
    assert {f.attname for f in Invitation._meta.concrete_fields if "Date" in f.get_internal_type()} == {"asked_on"}


def test_a_draft_cannot_be_looked_up_among_invitations(invited):
    running.write_due()
    token = links()[PEOPLE[0]]
    found = answering.door(token)
    answering.begin(found, language="en")
    assert Draft.objects.get().digest not in Invitation.objects.get(pk=found.invitation_id).digests


def places(table: str, key: str) -> list:
    """Rows in the order in which they lie, with the transaction that wrote each."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, xmin::text FROM {table} ORDER BY ctid")
        return cursor.fetchall()


def test_order_and_transaction_say_nothing_once_a_few_have_answered(invited):
    """Rows lie in the order of use before they are laid anew, which is the attack; afterwards both orders are random
    and one transaction wrote all."""
    running.write_due()
    tokens = links()
    order = PEOPLE[::-1]
    for number, address in enumerate(order):
        answer(tokens[address], role=["nurse"], ways=["time"], more=[str(number)])
    keys_before = {key for key, _ in places("workforce_sheet", "key")}
    laying.lay_all()
    sheets = places("workforce_sheet", "key")
    invitations = places("workforce_invitation", "address")
    assert len({writer for _, writer in sheets + invitations}) == 1
    assert not keys_before & {key for key, _ in sheets}
    assert len(sheets) == len(order)
    seen = set()
    for _ in range(4):  # of 12! orders, four the same would be chance of one in 10^26
        laying.lay(invited)
        seen.add(tuple(address for address, _ in places("workforce_invitation", "address")))
    assert len(seen) > 1
    assert Invitation.objects.filter(is_used=True).count() == len(order)


def test_fewer_than_five_new_answers_wait_to_be_laid(invited):
    running.write_due()
    tokens = links()
    for address in PEOPLE[:4]:
        answer(tokens[address])
    before = places("workforce_sheet", "key")
    laying.lay_all()
    assert places("workforce_sheet", "key") == before


def test_a_link_still_opens_its_invitation_after_rows_were_laid_anew(invited):
    running.write_due()
    tokens = links()
    laying.lay(invited)
    assert answer(tokens[PEOPLE[3]])
    assert not answer(tokens[PEOPLE[3]])


def test_reminders_go_to_those_who_have_not_answered(invited):
    running.write_due()
    tokens = links()
    for address in PEOPLE[:7]:
        answer(tokens[address])
    mail.outbox.clear()
    Invitation.objects.update(asked_on=clock.today() - timedelta(days=7))
    running.write_due()
    assert sorted(links()) == sorted(PEOPLE[7:])
    assert all(one.subject.startswith("Reminder: ") for one in mail.outbox)
    running.write_due()
    send_notices()
    assert len(mail.outbox) == 5


def test_nobody_is_reminded_more_than_three_times(invited):
    running.write_due()
    for _ in range(6):
        Invitation.objects.update(asked_on=clock.today() - timedelta(days=7))
        running.write_due()
    links()
    assert len(mail.outbox) == 12 * 4


def test_whoever_is_half_way_when_it_closes_has_a_day_to_end(shared, manager):
    found = door_of(shared)
    draft = answering.draft_of(found, answering.begin(found, language="en"))
    answering.keep(draft, {"role": ["gp"], "ways": ["pain"]})
    running.close(survey=shared, by=manager)
    laying.settle_all()
    shared.refresh_from_db()
    assert shared.state == "closing" and answering.may_go_on(shared) and not answering.may_begin(shared)
    assert answering.send(found, draft)
    laying.settle_all()
    shared.refresh_from_db()
    assert shared.state == "closed"  # nobody is half-way any more


def test_with_nobody_half_way_a_closed_survey_is_counted_at_once(shared, manager):
    running.close(survey=shared, by=manager)
    assert shared.state == "closed"


def test_answers_that_come_too_late_are_refused_and_kept(shared, manager):
    found = door_of(shared)
    draft = answering.draft_of(found, answering.begin(found, language="en"))
    answering.keep(draft, {"role": ["gp"]})
    before = clock.now() - timedelta(hours=25)
    Survey.objects.filter(pk=shared.pk).update(opens_at=before, closes_at=before)
    laying.settle_all()
    with pytest.raises(answering.Over):
        answering.send(found, draft)
    assert Sheet.objects.count() == 0
    assert Draft.objects.get().answers == {"role": ["gp"]}
    Survey.objects.filter(pk=shared.pk).update(counted_at=clock.now() - timedelta(days=31))
    laying.settle_all()
    assert Draft.objects.count() == 0


def test_a_counted_survey_cannot_be_opened_again(shared, manager):
    running.close(survey=shared, by=manager)
    with pytest.raises(running.Refused):
        running.reopen(survey=shared, closes_on=clock.today() + timedelta(days=3), by=manager)


def test_what_is_asked_is_fixed_once_it_is_open(shared, manager):
    with pytest.raises(running.Refused):
        running.change(survey=shared, by=manager, title="Another")
