"""The door to people for other rooms. A view reaches a person only through `person_for`."""

from django.db.models import Exists
from django.http import Http404, HttpRequest

from inglenook.core.models import Membership, User
from inglenook.core.roles import ROLES, Section

from .models import Grant, Look, Person

__all__ = [
    "cares_for",
    "is_self",
    "memberships_of",
    "own_person",
    "person_for",
    "role_title",
    "sees",
    "writes",
]


def person_for(request: HttpRequest, ref, *, reason: str, what: str) -> Person:
    """The person behind `ref` if the actor may see them, and the look recorded; else 404.

    `reason` is read by the person ("To get ready for your review"); `what` names the page. A person's own look at
    their own record is not recorded.
    """
    person = Person.objects.select_related("practice", "preferences").filter(ref=ref).first()
    if person is None:
        raise Http404("No such person, or not one you may see")
    if is_self(request.user, person):
        request.user._own_person = person  # as `own_person` would find them again
    else:
        Look.objects.create(
            person=person,
            viewer=request.user,
            viewer_role=role_title(request.user, person),
            reason=reason,
            what=what,
        )
    return person


def is_self(user: User, person: Person) -> bool:
    return user.is_authenticated and person.user_id == user.pk


def memberships_of(user: User) -> list[Membership]:
    """The user's memberships of today, asked once a request."""
    if not hasattr(user, "_memberships"):
        shared_with = Grant.objects.current().filter(carer=user)
        found = user.memberships.current().select_related("organisation").annotate(cares=Exists(shared_with))
        user._memberships = list(found)
    return user._memberships


def own_person(user: User) -> Person | None:
    """The person this user is, asked once a request; None for somebody who is not on a practice's list."""
    if not hasattr(user, "_own_person"):
        shared_with = Grant.objects.current().filter(carer=user)
        found = Person.objects.select_related("practice", "preferences").annotate(cares=Exists(shared_with))
        user._own_person = found.filter(user=user).first()
    return user._own_person


def cares_for(user: User) -> bool:
    """Whether somebody shares their record with this user, asked once a request; where it can be, with who they are."""
    if memberships := memberships_of(user):
        return memberships[0].cares
    if person := getattr(user, "_own_person", None):
        return person.cares
    if not hasattr(user, "_cares_for"):
        user._cares_for = Grant.objects.current().filter(carer=user).exists()
    return user._cares_for


def role_title(user: User, person: Person) -> str:
    """Under what title this user looks at this person, in words the person can read."""
    membership = next(iter(memberships_of(user)), None)
    if membership:
        return f"{membership.get_role_display()}, {membership.organisation.name}"
    grant = Grant.objects.filter(person=person, carer=user).first()
    return grant.relationship if grant else "Carer"


def sees(user: User, section: Section) -> bool:
    """Whether any of the user's roles reads this section (the database decides for whom)."""
    return any(section in ROLES[m.role].reads for m in memberships_of(user))


def writes(user: User, section: Section) -> bool:
    """Whether any of the user's roles writes this section."""
    return any(section in ROLES[m.role].writes for m in memberships_of(user))
