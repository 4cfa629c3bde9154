"""Whose pages these are: one's own, or those of somebody whom one cares for, as a professional or close to them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from inglenook.core.roles import Section
from inglenook.people.api import is_self, memberships_of, own_person, person_for
from inglenook.people.models import Person
from inglenook.people.models.own import Way


@dataclass(frozen=True)
class Whose:
    """The person, who is here for them, and where their pages lie."""

    person: Person
    is_own: bool
    by_staff: bool
    by_name: str
    may_write: bool

    @property
    def base(self) -> str:
        return "/me/" if self.is_own else f"/people/{self.person.ref}/"

    @property
    def layout(self) -> str:
        return "kit/staff_layout.jinja" if self.by_staff else "kit/person_layout.jinja"

    @property
    def called(self) -> str:
        own = getattr(self.person, "preferences", None)
        return (own and own.known_as) or self.person.given_name

    @property
    def by_carer(self) -> bool:
        return not (self.is_own or self.by_staff)

    @property
    def told(self) -> dict:
        """Under what name, and by which way, something is kept that is typed in here."""
        way = Way.IN_PERSON if self.by_staff else Way.WEB
        return {"way": way, "said_by": self.by_name if self.by_carer else ""}


def whose(request: HttpRequest, ref, section: Section, *, what: str) -> Whose | None:
    """The user's own pages (`ref` is None), else those of the person behind `ref`, the look recorded.

    None for a user who is no person here. Raises Http404 for a person whom the user may not see, NotShared for a carer
    to whom this section is closed, and PermissionDenied when something is sent that the user may not write.
    """
    if ref is None:
        person = own_person(request.user)
        return person and Whose(person, True, False, person.name, True)
    person = person_for(request, ref, reason="To know you and help you as you wish", what=what, section=section)
    by_staff = bool(memberships_of(request.user))
    found = Whose(person, is_self(request.user, person), by_staff, request.user.name, person.viewer_writes)
    if request.method == "POST" and not found.may_write:
        raise PermissionDenied
    return found
