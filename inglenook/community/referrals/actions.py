"""Verbs of a referral: make one, move it on, take it back, find whom it is about. Each change is a dated step."""

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.people.models import Person

from ..models import Referral, ReferralStep, RiskNote
from ..refused import Refused
from . import concerns, endings, rules, team_care
from .details import Details
from .held import held, locked
from .limits import is_beyond, whose_turn
from .rules import states


@transaction.atomic
def refer(
    *,
    team: Organisation,
    way: str,
    by: User | None,
    person: Person | None = None,
    details: Details | None = None,
    risks: list[str] | None = None,
    safeguarding: str = "",
    **given,
) -> Referral:
    """Ask a team of link workers to see somebody. `given` are further columns of `Referral`.

    `risks`: what is known, an empty list for "none known", None when it was not asked. Without a person the columns
    `given_…` say who it is. The person's own name is copied there, so that the team knows of whom it is before any of
    them looks after the person.
    """
    columns = _of_person(person) | given | {"details": (details or Details()).kept()}
    referral = Referral(team=team, way=way, person=person, written_by=by, state="received", **columns)
    referral.made_at = referral.state_at = clock.now()
    referral.act_by = rules.act_by("received", referral.state_at)
    referral.save()
    _add_step(referral, by=by)
    _give_to_who_has_room(referral)
    _note_risks(referral, risks, by)
    if safeguarding:
        concerns.raise_concern(referral=referral, what=safeguarding, by=by)
    return referral


def _of_person(person: Person | None) -> dict:
    if person is None:
        return {}
    known_as = getattr(getattr(person, "preferences", None), "known_as", "")
    return {
        "given_name": known_as or person.given_name,
        "given_family_name": person.family_name,
        "given_birth_date": person.birth_date,
        "given_nhs_number": person.nhs_number or "",
        "given_phone": person.mobile or person.phone,
        "given_address": person.address,
        "given_postcode": person.postcode,
    }


def _give_to_who_has_room(referral: Referral) -> None:
    if worker := whose_turn(referral.team):
        with access.working():  # whoever refers reads no caseloads
            referral.owner = worker
            referral.save(update_fields=["owner"])
            _add_step(referral, by=None, note=f"Given to {worker.name}, who has room.")
            if referral.person_id:
                team_care.join(referral)


def _note_risks(referral: Referral, risks: list[str] | None, by: User | None) -> None:
    said = [{"what": risk} for risk in risks or ()] or [{} if risks is not None else {"comment": "Not asked."}]
    with access.working():  # staff's own notes, which the person or carer who refers does not write
        RiskNote.objects.bulk_create([RiskNote(**held(referral), by=by, at=referral.made_at, **one) for one in said])


@transaction.atomic
def move(
    *, referral: Referral, to: str, by: User | None, because: str = "", note: str = "", over: str = ""
) -> ReferralStep:
    """Move a referral to a state that may follow its own, and record it. Raises Refused.

    The row is locked, so that two people moving it at once move it once each, in order. What ends it sets the word back
    on its way. `over` says why whoever takes it by this has one more than their limit.
    """
    referral = locked(referral)
    _see_that_it_may(referral, to, because)
    if states()[to].owner == "link_worker" and _may_take(referral, by):
        _take(referral, by, over, is_to_end=states()[to].ends)
    _enter(referral, to, by)
    step = _add_step(referral, by=by, because=because, note=note)
    if states()[to].ends:
        team_care.leave(referral)
    elif referral.person_id and referral.owner:
        team_care.join(referral)
    if to in rules.ending_states() and endings.tell(referral, because=because):
        tell(referral=referral, by=None)
    return step


def tell(*, referral: Referral, by: User | None) -> ReferralStep:
    """Whoever made it has been told."""
    step = move(referral=referral, to="told", by=by)
    Referral.objects.filter(pk=referral.pk).update(referrer_told_at=step.at)
    return step


def _see_that_it_may(referral: Referral, to: str, because: str) -> None:
    if to not in states()[referral.state].next:
        to_title, from_title = states()[to].title, states()[referral.state].title
        raise Refused(f"“{to_title}” cannot follow “{from_title}”.")
    choices = [reason.code for reason in rules.reasons_for(to)]
    if choices and because not in choices:
        raise Refused(f"Choose why: {states()[to].title.lower()}.")


def _enter(referral: Referral, to: str, by: User | None) -> None:
    referral.state, referral.state_at = to, clock.now()
    referral.act_by, referral.written_by = rules.act_by(to, referral.state_at), by
    if states()[to].ends:
        referral.closed_at, referral.next_at = referral.closed_at or referral.state_at, None
    referral.save()


def _is_of_the_team(user: User | None) -> bool:
    return bool(user and user.memberships.current().filter(role="link_worker").exists())


@transaction.atomic
def take(*, referral: Referral, by: User, over: str = "", is_to_end: bool = False) -> Referral:
    """The link worker has it from now on when nobody else had; the referral as it is then.

    Raises OverLimit at the limit, unless `over` says why or it is only to be ended.
    """
    referral = locked(referral)
    if _may_take(referral, by):
        _take(referral, by, over, is_to_end=is_to_end)
        if referral.person_id and not referral.closed_at:
            team_care.join(referral)
    return referral


def _may_take(referral: Referral, by: User | None) -> bool:
    return referral.owner is None and _is_of_the_team(by)


def _take(referral: Referral, by: User, over: str, *, is_to_end: bool) -> None:
    is_over = not is_to_end and is_beyond(by, over)
    referral.owner, referral.written_by = by, by
    referral.save()
    if is_over:
        _add_step(referral, by=by, note=f"Over the limit, because: {over.strip()}", beyond_limit=True)


@transaction.atomic
def withdraw(*, referral: Referral, by: User, note: str = "") -> ReferralStep:
    """The person does not want it any more. Raises Refused when it is over."""
    referral = locked(referral)
    if "declined" in states()[referral.state].next:
        return move(referral=referral, to="declined", because="withdrew", by=by, note=note)
    return move(referral=referral, to="closed", because="stopped", by=by, note=note)


@transaction.atomic
def give(*, referral: Referral, to: User, by: User, over: str = "") -> None:
    """Somebody of the team has it from now on. Raises Refused; OverLimit at their limit, unless `over` says why."""
    referral = locked(referral)
    if not states()[referral.state].next:
        raise Refused("It is over.")
    is_over = not referral.closed_at and is_beyond(to, over)
    team_care.leave(referral)
    referral.owner, referral.written_by = to, by
    referral.save()
    why = f" Over their limit, because: {over.strip()}" if is_over else ""
    _add_step(referral, by=by, note=f"Handed to {to.name}.{why}", beyond_limit=is_over)
    if referral.person_id and not referral.closed_at:
        team_care.join(referral)


def _add_step(
    referral: Referral, *, by: User | None, because: str = "", note: str = "", beyond_limit: bool = False
) -> ReferralStep:
    already = list(referral.referralsteps.exclude(snomed="").values_list("snomed", flat=True))
    entered = not referral.referralsteps.filter(state=referral.state, at__gte=referral.state_at).exists()
    return ReferralStep.objects.create(
        **held(referral),
        state=referral.state,
        at=clock.now(),
        by=by,
        owner=referral.owner,
        act_by=referral.act_by,
        because=because,
        note=note,
        beyond_limit=beyond_limit,
        snomed=rules.counted(referral.state, because, already) if entered else "",
    )
