from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.people.api import memberships_of
from inglenook.people.doors import for_writers_of

from ..models import Cover
from ..presenting import page
from . import actions
from .forms import CoverForm
from .queries import covers, coworkers, stand_ins

ONE_DAY = timedelta(days=1)


@for_writers_of(Section.TASKS)
def cover(request):
    """Who covers when."""
    among = {str(user.pk): user for user in coworkers(request.user)}
    form = CoverForm(request.POST or None, coworkers=among.values(), initial={"user": str(request.user.pk)})
    if form.is_valid() and _kept(request, form, among):
        return redirect("cover")
    rows = list(covers(request.user))
    context = {"form": form, "covers": rows, "ends": [_end(row, among) for row in rows], "one_day": ONE_DAY}
    return page(request, "cover/cover", context)


@require_POST
@for_writers_of(Section.TASKS)
def end_cover(request, pk):
    found = get_object_or_404(covers(request.user), pk=pk)
    actions.end_cover(cover=found)
    messages.success(request, f"What comes to {found.user.name} goes to them again.")
    return redirect("cover")


def _kept(request, form, among) -> Cover | None:
    given = form.cleaned_data
    user, covered_by = among[given["user"]], among[given["covered_by"]]
    at = memberships_of(request.user)[0].organisation
    try:
        made = actions.cover(
            user=user, covered_by=covered_by, organisation=at, first=given["first"], last=given["last"]
        )
    except actions.Refused as refused:
        form.add_error("covered_by" if user == covered_by else "last", str(refused))
        return None
    messages.success(request, f"{covered_by.name} covers for {user.name}.")
    return made


def _end(row: Cover, among) -> str:
    """Where a chain that begins here ends, on its first day: the name, or nothing when nobody is left."""
    found = stand_ins(row.starts_at).get(row.user_id)
    return among[str(found)].name if str(found) in among else ""
