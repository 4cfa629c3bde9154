"""Who is let in at the stories' houses: a daughter who is tired, a grandson, a sister who was asked, an attorney."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from inglenook.core import access, clock
from inglenook.core.actions import account_for
from inglenook.core.models import User
from inglenook.people import actions
from inglenook.people.models import Invitation, Person

from .characters import nhs_number

BILAL_IS = 15
JOAN_COULD_NOT = 40  # days ago it was assessed


def tell_letting_in(accounts: dict[str, User]) -> None:
    """Amina's family, Sara's own day, and who decides for Joan."""
    with access.working():
        _at_aminas(_person("amina"), accounts["carer"])
        _at_joans(_person("joan"), accounts["nurse"])


def _at_aminas(amina: Person, sara: User) -> None:
    asked = {"person": amina, "by": amina.user, "way": Invitation.Way.PRINT, "days": None}
    plan = {"sections": ["plan", "unwell", "about"], "may_write": False}
    bilal = actions.invite(name="Bilal Hussain", relationship="Grandson", **plan, **asked)
    born = clock.today() - relativedelta(years=BILAL_IS, days=100)
    actions.take_up(invitation=bilal, carer=account_for(email="bilal.hussain@example.org", name="Bilal"), born_on=born)
    actions.invite(name="Khadija", relationship="My sister", **plan, **asked)
    said = {"sleep": "little", "health": "left", "time": "some", "go_on": "while"}
    words = "A whole night’s sleep now and then."
    own = actions.begin_record(user=sara)
    actions.check_carer(person=own, answers=said, in_words=words, wants_call=False, by=sara)


def _at_joans(joan: Person, nurse: User) -> None:
    today = clock.today()
    actions.register_representative(
        person=joan,
        carer=account_for(email="claire.fletcher@example.org", name="Claire Fletcher"),
        relationship="Niece",
        kind="lpa_health",
        evidence="opg_code",
        document_number="7001-0042-1187",
        capacity_on=today - timedelta(days=JOAN_COULD_NOT),
        capacity_by="Dr Rhys Morgan, GP",
        decisions="Care and treatment, and where Joan lives. Not treatment that keeps her alive.",
        sections=["about", "plan", "unwell", "medicines", "results", "record", "preparation"],
        review_on=today + timedelta(days=180),
        by=nurse,
    )


def _person(character: str) -> Person:
    return Person.objects.select_related("user").get(nhs_number=nhs_number(character))
