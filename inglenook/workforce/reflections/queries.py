"""What an author reads of their own log, what others show them, and whom they could show an entry to."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.core.paginator import Page, Paginator
from django.db.models import Q

from inglenook.core.models import Membership, User
from inglenook.core.organisations import practices_under
from inglenook.people.api import memberships_of
from inglenook.people.models import Person

from ..models import Observation, Reflection, SelfRating, Talk
from ..practice.rating import SKILLS_RATED, Rateable
from .identifying import Finding, findings, pairs

A_PAGE = 20


def log(author: User, *, search: str = "", number: str | None = None) -> Page:
    """The author's entries, the last first; `search` looks in all that they wrote."""
    found = Reflection.objects.filter(author=author)
    for word in search.split():
        found = found.filter(
            Q(happened__icontains=word)
            | Q(tried__icontains=word)
            | Q(next__icontains=word)
            | Q(with_whom__icontains=word)
        )
    return Paginator(found.select_related("shown_to"), A_PAGE).get_page(number)


def shown_to(reader: User) -> list[Reflection]:
    """Entries that colleagues show this reader."""
    return list(Reflection.objects.filter(shown_to=reader).select_related("author")[:100])


def colleagues(user: User) -> list[User]:
    """Who works in one of the user's organisations, over or under it: one of them may be a supervisor."""
    at = [m.organisation for m in memberships_of(user)]
    near = {o.pk for o in at} | {o.parent_id for o in at if o.parent_id}
    works = Membership.objects.current().filter(Q(organisation__in=near) | Q(organisation__parent__in=near))
    return list(User.objects.filter(pk__in=works.values("user"), is_active=True).exclude(pk=user.pk).order_by("name"))


def identifying(author: User, texts: Iterable[str]) -> list[Finding]:
    """What in these texts could say who a person is, names of the author's own lists among it."""
    text = "\n".join(texts)
    near = pairs(text)
    practices = practices_under(m.organisation_id for m in memberships_of(author))
    people = Person.objects.filter(
        practice__in=practices,
        family_name__in={second.capitalize() for _, second in near} | {second for _, second in near},
        given_name__in={first.capitalize() for first, _ in near} | {first for first, _ in near},
    )
    return findings(text, people.values_list("given_name", "family_name")[:200])


def ratings_of(author: User) -> list[SelfRating]:
    return list(SelfRating.objects.filter(author=author))


def trends(ratings: list[SelfRating]) -> list[tuple[Rateable, list[tuple[date, int]]]]:
    """Each skill with its (day, score) points, oldest first."""
    return [
        (skill, [(r.on, r.scores[code]) for r in ratings if code in r.scores]) for code, skill in SKILLS_RATED.items()
    ]


def record(author: User, first: date, last: date) -> list[dict]:
    """The CPD record of a period, oldest first: what the author wrote and did, as rows of plain words."""
    rows = chain(
        _reflections(Reflection.objects.filter(author=author, on__range=(first, last))),
        _talks(Talk.objects.filter(learner=author, ended_at__date__range=(first, last)).defer("lines")),
        _observations(Observation.objects.filter(shown_to=author, finished_at__date__range=(first, last))),
    )
    return sorted(rows, key=lambda row: row["on"])


def _reflections(found) -> Iterable[dict]:
    for one in found:
        whom = f" with {one.with_whom}" if one.with_whom else ""
        titles = [SKILLS_RATED[code].title for code in one.skills if code in SKILLS_RATED]
        yield {
            "on": one.on,
            "what": one.get_kind_display() + whom,
            "minutes": one.minutes,
            "happened": one.happened,
            "tried": one.tried,
            "next": one.next,
            "skills": "; ".join(titles),
        }


def _talks(found) -> Iterable[dict]:
    for one in found:
        minutes = max(1, round((one.ended_at - one.started_at).total_seconds() / 60))
        spent = minutes if minutes <= 60 else None
        yield _row(one.ended_at, "Practised conversation", spent, one.title)


def _observations(found) -> Iterable[dict]:
    for one in found.select_related("observer"):
        what = f"Observed by {one.observer.name}: {one.get_occasion_display().lower()}"
        yield _row(one.finished_at, what, None, one.went_well) | {"next": one.to_try}


def _row(at, what: str, minutes: int | None, happened: str) -> dict:
    return {
        "on": at.date(),
        "what": what,
        "minutes": minutes,
        "happened": happened,
        "tried": "",
        "next": "",
        "skills": "",
    }
