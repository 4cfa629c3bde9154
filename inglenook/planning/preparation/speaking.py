"""Who is getting ready: the person signed in, the person by a private link, or a carer for the person."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from inglenook.core.models import User
from inglenook.core.roles import Section
from inglenook.people.api import is_self, letting, person_for

from ..models import Pack, PackLink, ReviewCycle

LINK_SESSION_KEY = "pack_link"  # which link opened this session, beside the person it opened for


@dataclass(frozen=True)
class Speaker:
    """On whose pack somebody writes, and in whose name."""

    pack: Pack
    user: User | None
    said_by: str = ""  # who answers, when not the person alone
    by_link: bool = False

    @property
    def name(self) -> str:
        """What the person is called on the page."""
        return self.pack.contents.get("greeting", "")


def packs_out() -> QuerySet[Pack]:
    """Packs that have been sent and whose review is not known to be closed, newest first.

    Whoever comes by a private link sees no cycles; the link itself ends with the review.
    """
    closed = ReviewCycle.objects.filter(pk=OuterRef("cycle"), closed_at__isnull=False)
    return (
        Pack.objects.filter(~Exists(closed), sent_at__isnull=False, held_because="")
        .select_related("person__preferences")
        .order_by("-due_on")
    )


def speaker(request: HttpRequest, ref) -> Speaker:
    """Who speaks on this pack; 404 for all who may not, professionals too, who type answers on their own page."""
    pack = packs_out().filter(ref=ref).first()
    if pack is None:
        raise Http404("No such pack, or not one you may fill in")
    if opened_by_link(request, pack):
        return Speaker(pack, None, by_link=True)
    if is_self(request.user, pack.person):
        return Speaker(pack, request.user)
    return Speaker(pack, request.user, said_by=_carer(request, pack))


def opened_by_link(request: HttpRequest, pack: Pack) -> bool:
    """Whether this session was opened by a link to this pack that is still good."""
    link_id = request.session.get(LINK_SESSION_KEY)
    return link_id is not None and pack.links.filter(pk=link_id, ended_at=None, expires_at__gt=timezone.now()).exists()


def linked_pack(request: HttpRequest) -> Pack | None:
    """The pack whose link opened this session."""
    link = PackLink.objects.filter(pk=request.session.get(LINK_SESSION_KEY), ended_at=None).first()
    return packs_out().filter(pk=link.pack_id).first() if link else None


def _carer(request: HttpRequest, pack: Pack) -> str:
    """The carer's name and relationship, the look recorded. Raises NotShared without the person's permission."""
    found = letting(request.user, pack.person_id, Section.PREPARATION, write=True)
    person_for(request, pack.person.ref, reason="To help you get ready for your review", what="Getting ready")
    return f"{request.user.name} ({found.relationship})"
