"""Which professionals may open a page."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from inglenook.core.roles import Section

from .api import sees, writes


def for_staff_of(section: Section) -> Callable:
    """The view is for professionals one of whose roles reads the section; to change anything, writes it."""
    return _when(lambda request: (sees if request.method in ("GET", "HEAD") else writes)(request.user, section))


def for_readers_of(section: Section) -> Callable:
    """The view is for professionals one of whose roles reads the section; the database decides for whom."""
    return _when(lambda request: sees(request.user, section))


def for_writers_of(section: Section) -> Callable:
    """The view is for professionals one of whose roles writes the section."""
    return _when(lambda request: writes(request.user, section))


def _when(allowed: Callable) -> Callable:
    def decorate(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not allowed(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
