"""Who opens the pages of this room: whoever works somewhere; some pages are for some roles."""

from collections.abc import Callable, Collection
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from inglenook.core.roles import ROLES
from inglenook.people.api import memberships_of


def for_staff(roles: Collection[str] = tuple(ROLES)) -> Callable:
    """The view is for whoever works in one of these roles, in any unless said; `request.works` is that membership."""

    def decorate(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            request.works = next((m for m in memberships_of(request.user) if m.role in roles), None)
            if request.works is None:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
