"""The page of gaps, for those who commission or manage, and the same as a table to take away."""

import csv

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inglenook.people.api import memberships_of

from . import gaps
from .near import region_of

ROLES = {"manager", "commissioner"}
HEADER = ("what", "district", "asked for", "no good answer", "services with room", "from")


@login_required
@require_safe
def gaps_page(request):
    own = [m.organisation_id for m in memberships_of(request.user) if m.role in ROLES]
    if not own:
        raise PermissionDenied
    looked_for, needed = gaps.gaps(own)
    if request.GET.get("as") == "csv":
        return _table(looked_for, needed)
    context = {"looked_for": looked_for, "needed": needed, "since": gaps.since(), "least": gaps.LEAST}
    context["region"] = region_of(gaps.in_vain(looked_for))
    return render(request, "community/find/gaps.jinja", context)


def _table(looked_for, needed) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="gaps.csv"'
    writer = csv.writer(response)
    writer.writerow(HEADER)
    for kind, rows in (("searches", looked_for), ("referrals", needed)):
        writer.writerows((g.name, g.outward, g.times, _withheld(g.unanswered), g.services, kind) for g in rows)
    return response


def _withheld(number: int) -> str | int:
    return "1-4" if 0 < number < gaps.LEAST else number
