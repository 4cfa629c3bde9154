"""The house check: where the team stands, part by part, and how that has changed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from inglenook.community.doors import for_roles
from inglenook.core.models import Organisation, User
from inglenook.core.organisations import practices_under
from inglenook.people.api import memberships_of

from ..models import Check
from ..models.check import WRITERS
from .actions import keep
from .api import standing, standings
from .forms import CheckForm
from .rules import Checklist, checklists

READERS = (*WRITERS, "commissioner", "administrator", "link_worker")
EARLIER = 6  # checks shown beside the newest


@for_roles(READERS)
def check(request, code="house"):
    """The newest check with those before it; over several practices, how each stands."""
    checklist = _known(code)
    at = [one.organisation_id for one in memberships_of(request.user)]
    under = {*practices_under(at), *at}
    others = standings(under, code)
    wanted = request.GET.get("of")
    shown = wanted and next((one.organisation_id for one in others if str(one.organisation_id) == wanted), None)
    mine = shown or request.works.organisation_id
    found = list(Check.objects.filter(organisation=mine, checklist=code).select_related("organisation")[:EARLIER])
    context = {
        "checklist": checklist,
        "checks": checklists().values(),
        "newest": found[0] if found else None,
        "past": [standing(one) for one in found],
        "others": [one for one in others if one.organisation_id != mine],
        "writes": _writes(request.user) is not None,
    }
    return _page(request, "checks/check", context)


@for_roles(WRITERS)
def fill_in(request, code="house"):
    """The team fills it in together; what was said last time stands there already."""
    checklist, at = _known(code), _writes(request.user)
    last = Check.objects.filter(organisation=at, checklist=code).first()
    form = CheckForm(request.POST or None, checklist=checklist, marks=last.marks if last else {})
    if form.is_valid():
        keep(organisation=at, checklist=checklist, marks=form.marks(), by=request.user)
        messages.success(request, "Kept. Fill it in again on another day to see what has changed.")
        return redirect("check", code=code) if code != "house" else redirect("house")
    context = {"checklist": checklist, "form": form, "last": last, "at": at}
    return _page(request, "checks/fill_in", context, status=422 if form.errors else 200)


def _known(code: str) -> Checklist:
    if code not in checklists():
        raise Http404("No such checklist")
    return checklists()[code]


def _writes(user: User) -> Organisation | None:
    return next((one.organisation for one in memberships_of(user) if one.role in WRITERS), None)


def _page(request, name: str, context: dict, status: int = 200):
    return render(request, f"workforce/{name}.jinja", context, status=status)
