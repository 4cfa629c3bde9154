from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from inglenook.people.api import memberships_of

from ..presenting import page
from .actions import TOLD, watch
from .queries import lately


@login_required
def monitor(request):
    """How Inglenook itself is: looked at now, by this page, whether or not anything works in the background."""
    if not any(membership.role in TOLD for membership in memberships_of(request.user)):
        raise PermissionDenied
    return page(request, "monitor/monitor", {"checks": watch(), "lately": lately()})
