"""What there is to learn from: searched, filtered, and in lists."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.search import SearchRank
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.api import memberships_of

from ...models import ReadingList, Resource
from ..searching import query_of
from ..vocabulary import vocabulary

State = Resource.State
HEAVY = ("body", "search", "captions", "transcript")


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty is everything."""

    words: str = ""
    kind: str = ""
    audience: str = ""
    topic: str = ""


def search(asked: Asked) -> QuerySet[Resource]:
    """What is published and fits; with words the best first, else our own before links."""
    found = Resource.objects.filter(state=State.PUBLISHED).defer(*HEAVY)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.audience:
        found = found.filter(audience__overlap=[asked.audience, "everyone"])
    if asked.topic:
        found = found.filter(topics__contains=[asked.topic])
    if asked.words:
        query = query_of(asked.words)
        return found.filter(search=query).annotate(rank=SearchRank("search", query)).order_by("-rank", "title", "pk")
    is_link = ExpressionWrapper(Q(kind=Resource.Kind.LINK), BooleanField())
    return found.order_by(is_link, "title", "pk")


def due_before() -> date:
    """What was reviewed before this day is due for a look."""
    return clock.today() - relativedelta(months=vocabulary().review_months)


def is_due(resource: Resource) -> bool:
    """Whether nobody has gone through it for too long; a link, whether nobody has opened it."""
    last = resource.checked_on if resource.kind == Resource.Kind.LINK else resource.reviewed_on
    return last is not None and last < due_before()


def seen_by(user: User) -> QuerySet[Resource]:
    """What is published, the user's own, and what waits for a look by their team."""
    team = Q(state__in=(State.IN_REVIEW, State.WITHDRAWN)) & of_team(user)
    return Resource.objects.filter(Q(state=State.PUBLISHED) | Q(author=user) | team)


def of_team(user: User) -> Q:
    """Contributed at an organisation where the user works or right under it."""
    own = [m.organisation_id for m in memberships_of(user)]
    return Q(organisation__in=own) | Q(organisation__parent__in=own)


def contributions(user: User) -> list[Resource]:
    """The user's own, and what waits for somebody else's look in their team."""
    wanted = Q(author=user) | Q(state=State.IN_REVIEW) & of_team(user)
    return list(Resource.objects.filter(wanted).defer(*HEAVY).select_related("author").order_by("-written_at"))


def lists_of(user: User) -> list[ReadingList]:
    """The user's own lists and those shared with them, theirs first."""
    found = ReadingList.objects.select_related("owner", "shared_with")
    return sorted(found, key=lambda one: (one.owner_id != user.pk, one.title))


def in_list(reading: ReadingList) -> list[Resource]:
    """What the list holds and is published, in its order."""
    found = Resource.objects.filter(ref__in=reading.resources, state=State.PUBLISHED).defer(*HEAVY)
    return sorted(found, key=lambda one: reading.resources.index(one.ref))
