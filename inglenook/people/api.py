"""The door to people for other rooms. A view reaches a person only through `person_for`."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest

from inglenook.core import access
from inglenook.core.models import Membership, User
from inglenook.core.prepared import first, prepared
from inglenook.core.roles import ROLES, Section

from .models import Grant, Look, Person

__all__ = [
    "NotShared",
    "cares_for",
    "is_self",
    "letting",
    "memberships_of",
    "own_person",
    "person_for",
    "person_of",
    "sees",
    "title_of",
    "writes",
]


class NotShared(PermissionDenied):
    """A carer asks for what the person does not share with them, or shares no more, or lets them only read."""


def person_for(request: HttpRequest, ref: UUID, *, reason: str, what: str, section: Section | None = None) -> Person:
    """The person behind `ref` if the actor, who has signed in, may see them, and the look recorded; else 404.

    `reason` is read by the person ("To get ready for your review"); `what` names the page. A person's own look at
    their own record is not recorded. A page of one `section` is shown to a carer whom the person lets see it, and takes
    what they send where they may write too; else NotShared. The person then knows whether the `viewer_writes` in it.
    """
    write = request.method == "POST"
    person = first(_person_for(request.user.pk, ref, section=section, write=write))
    if person is None:
        raise _closed(request.user, ref=ref)
    _know(request.user, person)
    if is_self(request.user, person):
        request.user._own_person = person  # as `own_person` would find them again
        return person
    if section and not (memberships_of(request.user) or person.viewer_is_let_in):
        raise _closed(request.user, ref=ref)
    return _looked_at(person, request.user, _title(request.user, person), reason=reason, what=what)


def letting(user: User, person_id: int, section: Section, *, write: bool = False) -> Grant:
    """By what a carer reads this section of the person's, or writes in it. Raises NotShared; 404 to all others."""
    found = Grant.objects.letting(section, write=write).filter(person=person_id, carer=user.pk).first()
    if found is None:
        raise _closed(user, pk=person_id)
    return found


def _closed(user: User, **whose) -> Exception:
    """What a page answers that is not open: the reason to somebody whom this person let in, nothing to others."""
    with access.working():
        knows = Grant.objects.filter(carer=user.pk, person__in=Person.objects.filter(**whose)).exists()
    return NotShared() if knows else Http404("No such person, or not one you may see")


def person_of(request: HttpRequest, row, *, reason: str, what: str) -> Person:
    """The person of a row that a professional was given with its person, and the look recorded: as `person_for`."""
    return _looked_at(row.person, request.user, title_of(request.user), reason=reason, what=what)


def title_of(user: User) -> str:
    """Under what title a professional looks, in words the person can read."""
    membership = memberships_of(user)[0]
    return f"{membership.get_role_display()}, {membership.organisation.name}"


def _looked_at(person: Person, viewer: User, title: str, *, reason: str, what: str) -> Person:
    Look.objects.create(person=person, viewer=viewer, viewer_role=title, reason=reason, what=what)
    return person


# As the policies have it, for whoever stands as the actor (core/policies.py).
_WRITES = """coalesce(people_person.id = ANY (people_shared(%s, 'write'))
  OR people_person.practice_id = ANY (core_reach(%s, 'write')), false)"""


@prepared
def _person_for(user: int, ref: UUID, *, section: Section | None, write: bool) -> QuerySet[Person]:
    """With what they let the user be to them, whether the user is on a practice's list too, and what of the section
    is open to the user."""
    shared = _shared_with(user).filter(person=OuterRef("pk"))
    terms = {
        "shared_as": Subquery(shared.values("relationship")[:1]),
        "shared_sections": Subquery(shared.values("sections")[:1]),
        "shared_with_born_on": Subquery(shared.values("carer_born_on")[:1]),
    }
    if section:
        let_in = Grant.objects.letting(section, write=write).filter(person=OuterRef("pk"), carer=user)
        terms["viewer_is_let_in"] = Exists(let_in)
        terms["viewer_writes"] = RawSQL(_WRITES, [section, section], BooleanField())
    return _people().filter(ref=ref).annotate(viewer_is_listed=Exists(Person.objects.filter(user=user)), **terms)


def _know(user: User, person: Person) -> None:
    """What came along about the user need not be asked again."""
    if person.shared_as is not None:
        user._cares_for = True
    if not person.viewer_is_listed:
        user._own_person = None


def is_self(user: User, person: Person) -> bool:
    return user.is_authenticated and person.user_id == user.pk


def memberships_of(user: User) -> list[Membership]:
    """The user's memberships of today, asked once a request."""
    if not hasattr(user, "_memberships"):
        person = getattr(user, "_own_person", None)
        user._memberships = [] if person and not person.user_works else _memberships(user.pk)
    return user._memberships


@prepared
def _memberships(user: int) -> QuerySet[Membership]:
    theirs = Membership.objects.current().filter(user=user).select_related("organisation")
    return theirs.annotate(cares=Exists(_shared_with(user)))


def own_person(user: User) -> Person | None:
    """The person this user is, asked once a request; None for somebody who is not on a practice's list."""
    if not hasattr(user, "_own_person"):
        user._own_person = first(_person_of(user.pk))
    return user._own_person


@prepared
def _person_of(user: int) -> QuerySet[Person]:
    return _people().filter(user=user)


def _people() -> QuerySet[Person]:
    """With whether they work here or care for somebody: of most neither is so, and then it need not be asked apart."""
    works = Membership.objects.current().filter(user=OuterRef("user"))
    known = {"user_works": Exists(works), "user_cares": Exists(_shared_with(OuterRef("user")))}
    return Person.objects.select_related("practice", "preferences").annotate(**known)


def cares_for(user: User) -> bool:
    """Whether somebody shares their record with this user, asked once a request; where it can be, with who they are."""
    if memberships := memberships_of(user):
        return memberships[0].cares
    if not hasattr(user, "_cares_for"):
        person = getattr(user, "_own_person", None)
        user._cares_for = person.user_cares if person else _shared_with(user.pk).exists()
    return user._cares_for


def _shared_with(user: int | OuterRef) -> QuerySet[Grant]:
    return Grant.objects.current().filter(carer=user)


def _title(user: User, person: Person) -> str:
    """Under what title this user looks at this person, in words the person can read."""
    return title_of(user) if memberships_of(user) else person.shared_as or "Carer"


def sees(user: User, section: Section) -> bool:
    """Whether any of the user's roles reads this section (the database decides for whom)."""
    return any(section in ROLES[m.role].reads for m in memberships_of(user))


def writes(user: User, section: Section) -> bool:
    """Whether any of the user's roles writes this section."""
    return any(section in ROLES[m.role].writes for m in memberships_of(user))
