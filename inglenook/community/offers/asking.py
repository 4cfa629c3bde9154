"""A service is let know that somebody would like to come: by its account, by a link that answers once, or by phone."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.core.tokens import digest, make_token
from inglenook.messaging import notices

from ..models import Introduction, Service
from ..refused import Refused
from .rules import link_lasts, remind_after, unanswered_most

State = Introduction.State
SUBJECT = "Somebody would like to come to you"


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
