"""Verbs of a service that is asked to take somebody: it is asked, it answers, it says what room it has."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Least

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.core.tokens import digest, make_token
from inglenook.messaging import notices

from ..models import Introduction, Referral, Service
from ..referrals.introductions import hear
from .rules import answers_to, link_lasts, remind_after, unanswered_most

State = Introduction.State


class Refused(Exception):
    """What was asked cannot be done. The message is fit to be shown."""


def require_followed_up(service: Service) -> None:
    """Raises Refused when this service has as many unanswered as it may: nobody is sent where nobody follows up."""
    with access.working():
        late = Introduction.objects.filter(service=service, state=State.ASKED, answer_by__lt=clock.now()).count()
    if late >= unanswered_most():
        raise Refused(f"{service.name} has not answered about {late} people. Ring them about those first.")


@transaction.atomic
def ask(introduction: Introduction) -> str:
    """Let the service know that somebody would like to come, by what it has: an account, an e-mail, or a telephone.

    Returns "account", "link" or "phone". The e-mail names nobody; a provider without an account gets a link that
    answers once.
    """
    with access.working():
        if introduction.organisation_id:
            to = list(_people_of(introduction.organisation_id))
            notices.tell(key=_key(introduction, "asked"), to=to, subject=SUBJECT, text=_text("/offers/"))
            return "account" if to else "phone"
        if not _address(introduction.service):
            return "phone"
        _write_with_link(introduction, "asked")
        return "link"


SUBJECT = "Somebody would like to come to you"


def _text(path: str) -> str:
    return (
        "A link worker has asked whether you have room for somebody. Please look and answer, yes or not now:\n\n"
        f"{settings.SITE_URL}{path}\n\n"
        "This e-mail says nothing about the person on purpose. Please do not reply to it."
    )


def _write_with_link(introduction: Introduction, what: str) -> None:
    token = make_token()
    introduction.link, introduction.link_ends_at = digest(token), clock.now() + link_lasts()
    introduction.save(update_fields=["link", "link_ends_at", "written_at"])
    address = _address(introduction.service)
    notices.write_to(key=_key(introduction, what), address=address, subject=SUBJECT, text=_text(f"/o/{token}/"))


def _address(service: Service) -> str:
    return service.email or service.provider.email


def _key(introduction: Introduction, what: str) -> str:
    return f"introduction:{introduction.pk}:{what}"


def _people_of(organisation_id: int):
    return User.objects.filter(
        Q(memberships__ended_on=None) | Q(memberships__ended_on__gt=clock.today()),
        memberships__organisation=organisation_id,
        memberships__role="charity",
    ).distinct()


@transaction.atomic
def answer(*, introduction: Introduction, to: str, by: User | None, words: str = "") -> None:
    """What the service says. A one-time link answers once. Raises Refused for what cannot be answered (any more)."""
    with access.working():
        found = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
        if to not in answers_to(found.state):
            raise Refused("This has been answered already. Ring the link worker if something has changed.")
        if by is None:
            Introduction.objects.filter(pk=found.pk).update(link="", link_ends_at=None)
        hear(introduction=found, state=to, by=by, words=words)
        _let_link_worker_know(found.referral_id)


def _let_link_worker_know(referral_id: int) -> None:
    """The answer rises in the link worker's list: it is for them to act on now."""
    open_one = Referral.objects.filter(pk=referral_id, closed_at=None)
    open_one.update(act_by=Least(F("act_by"), clock.now()))


@transaction.atomic
def remind() -> int:
    """Those asked some days ago who have not answered are reminded, once. How many."""
    with access.working():
        before = clock.now() - remind_after()
        late = Introduction.objects.filter(state=State.ASKED, state_at__lt=before, reminded_at=None)
        found = list(late.select_related("service__provider").select_for_update(skip_locked=True, of=("self",))[:500])
        for introduction in found:
            _remind(introduction)
        Introduction.objects.filter(pk__in=[one.pk for one in found]).update(reminded_at=clock.now())
    return len(found)


def _remind(introduction: Introduction) -> None:
    if introduction.organisation_id:
        to = list(_people_of(introduction.organisation_id))
        notices.tell(key=_key(introduction, "again"), to=to, subject=SUBJECT, text=_text("/offers/"))
    elif _address(introduction.service):
        _write_with_link(introduction, "again")


@transaction.atomic
def say_room(
    *, service: Service, by: User, takes_people: bool, places_free: int | None, waiting: int | None
) -> None:
    """What room a service has now. One that is full, or takes nobody, is suggested to nobody from this moment."""
    with access.working():
        room = {"takes_people": takes_people, "places_free": places_free, "waiting": waiting}
        Service.objects.filter(pk=service.pk).update(**room, capacity_at=clock.now())


def opened_by(token: str) -> Introduction | None:
    """The introduction behind a one-time link that still answers; None when it is wrong, over, or used."""
    with access.working():
        found = Introduction.objects.filter(link=digest(token), link_ends_at__gt=clock.now())
        return found.select_related("service__provider", "team").first()
