"""The link worker's inbox and caseload: six people who were referred, by whom, and how far each has come."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

from inglenook.community.find.api import suggest
from inglenook.community.models import Referral
from inglenook.community.referrals.api import Details, agreed_to_share, hear, introduce, move, note, refer, team_of
from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person

from .characters import nhs_number
from .stories import standing_on

Accounts = dict[str, User]


def tell_referrals(accounts: Accounts) -> None:
    """Each story from its first day to today."""
    for story in (_new, _from_agency, _rung, _with_a_plan, _came, _over):
        story(accounts)


def _new(accounts: Accounts) -> None:
    """Asked for by the person herself, yesterday."""
    person = _person("priya")
    reason = "Since my husband died I talk to nobody all day. I would like to cook with others."
    _on(1, lambda: _refer(person, "self", None, reason, barriers=["loneliness"], hopes="To laugh again at a table."))


def _from_agency(accounts: Accounts) -> None:
    """Written by an advice centre that knows no list, two days ago: somebody must find whom it is about."""
    person = _person("ibrahim")
    given = {
        "given_name": "Ibrahim", "given_family_name": "Sesay", "given_birth_date": person.birth_date,
        "given_nhs_number": person.nhs_number, "given_phone": "07700 900105", "given_postcode": person.postcode,
        "referrer_name": "Lena Ford", "referrer_role": "Adviser", "referrer_service": "Debt advice",
        "referrer_organisation": "Hearthby Advice Centre", "referrer_contact": "lena.ford@advice.example",
    }  # fmt: skip
    reason = "Behind with the gas bill. Sits in his coat. Would take help, does not like to ask."
    _on(
        2,
        lambda: refer(
            team=team_of(person), way="agency", by=None, reason=reason, barriers=["money"], risks=[], **given
        ),
    )


def _rung(accounts: Accounts) -> None:
    """Referred by the GP; one call without an answer, one with."""
    person, worker = _person("brian"), accounts["link-worker"]
    reason = "Out of breath and low. Stays in. Would a walking or singing group suit him?"
    made = _on(6, lambda: _refer(person, "staff", accounts["gp"], reason, barriers=["mood", "activity"]))
    _on(5, lambda: note(referral=made, by=worker, way="no_answer"))
    said = {"minutes": 12, "discussed": "Sounds flat. Used to sing in a choir.", "agreed": "I ring again on Monday."}
    _on(4, lambda: note(referral=made, by=worker, way="phone", next_at=_morning(6), **said))


def _with_a_plan(accounts: Accounts) -> None:
    """From the nurse's planning talk: lonely, no buses; a telephone friend has been asked for."""
    person, worker = _person("walter"), accounts["link-worker"]
    reason = "Alone since his wife died. Buses are too much for him."
    hopes = "I would like a voice in the house. And a proper dinner with people now and then."
    said = {"barriers": ["loneliness", "getting_about"], "hopes": hopes}
    made = _on(16, lambda: _refer(person, "conversation", accounts["nurse"], reason, **said))
    answers = {
        "ons4": {"satisfied": 4, "worthwhile": 5, "happy": 3, "anxious": 4},
        "ucla3": {"companionship": 3, "left_out": 2, "isolated": 3},
        "lonely": {"lonely": 1},
    }
    visit = {
        "minutes": 55,
        "discussed": "His wife’s chair is still at the window. He was a tram driver.",
        "answers": answers,
    }
    agreed = "A telephone friend first. One lunch if somebody comes along."
    _on(12, lambda: note(referral=made, by=worker, way="home", agreed=agreed, to="accepted", **visit))
    _on(8, lambda: note(referral=made, by=worker, way="phone", minutes=15, agreed="Yes to both", to="plan"))
    _on(7, lambda: _introduce(made, worker, "telephone friend", "A call once a week", along=False))
    _on(5, lambda: _introduce(made, worker, "lunch club", "One lunch, somebody with him", along=True))


def _came(accounts: Accounts) -> None:
    """Has been to the group, and says how it was."""
    person, worker = _person("margaret"), accounts["link-worker"]
    made = _on(
        40, lambda: _refer(person, "staff", accounts["coach"], "Wants to move more, with others", barriers=["activity"])
    )
    _on(37, lambda: note(referral=made, by=worker, way="phone", minutes=20, agreed="Seated exercise", to="accepted"))
    one = _on(30, lambda: _introduce(made, worker, "chair exercise", "Seated exercise, not too early", along=True))
    if one:
        _on(9, lambda: hear(introduction=one, state="came", by=worker, words="I was not the worst. I shall go again."))


def _over(accounts: Accounts) -> None:
    """Over, and the nurse has been told."""
    person, worker = _person("ruth"), accounts["link-worker"]
    made = _on(
        95, lambda: _refer(person, "staff", accounts["nurse"], "Cares for her mother, no break", barriers=["caring"])
    )
    _on(93, lambda: note(referral=made, by=worker, way="phone", minutes=30, agreed="Carers’ break", to="accepted"))
    _on(60, lambda: note(referral=made, by=worker, way="site", minutes=40, agreed="Two mornings a week", to="plan"))
    _on(20, lambda: move(referral=made, to="closed", because="done", by=worker, note="She has her mornings."))


def _on(ago: int, work: Callable):
    with standing_on(clock.today() - timedelta(days=ago)):
        return work()


def _morning(days: int) -> datetime:
    """Half past ten, so many days on."""
    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=days), time(10, 30)))


def _person(key: str) -> Person:
    return Person.objects.select_related("practice__parent", "user", "preferences").get(nhs_number=nhs_number(key))


def _refer(person: Person, way: str, by: User | None, reason: str, **more) -> Referral:
    asks = by.name if by else person.name
    role = by.memberships.get().get_role_display() if by else ""
    consent = Details(consent=agreed_to_share(clock.today(), told="First name and telephone number"))
    given = {"referrer": by, "referrer_name": asks, "referrer_role": role, "details": consent, "reason": reason}
    return refer(team=team_of(person), way=way, by=by, person=person, risks=[] if by else None, **given, **more)


def _introduce(made: Referral, worker: User, words: str, need: str, *, along: bool):
    """To the first service of the directory that fits and has room; none where there is no directory."""
    fits = suggest(person=made.person, barriers=[], words=words, limit=1)
    told = {"contact": made.given_phone, "with_somebody": along}
    return introduce(referral=made, service=fits[0].service, by=worker, need=need, **told) if fits else None
