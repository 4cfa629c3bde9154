from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from inglenook.people.api import memberships_of

from .queries import overview_of


@login_required
def overview(request):
    boards = [m.organisation for m in memberships_of(request.user) if m.role == "commissioner"]
    if not boards:
        raise PermissionDenied
    counts = overview_of([board.pk for board in boards])
    return render(request, "web/overview/overview.jinja", {"boards": boards, **counts})
