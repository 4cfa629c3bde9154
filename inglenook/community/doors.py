"""Who opens the pages of people who lead groups or look after volunteers: by their role, at whatever organisation."""

from collections.abc import Callable, Collection
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from inglenook.core.models import Membership
from inglenook.people.api import memberships_of


def for_roles(roles: Collection[str]) -> Callable:
    """The view is for whoever works in one of these roles; `request.works` is that membership."""

    def decorate(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            request.works = membership_in(request.user, roles)
            if request.works is None:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def membership_in(user, roles: Collection[str]) -> Membership | None:
    return next((m for m in memberships_of(user) if m.role in roles), None)
