"""Who somebody is: their own page, and the same for those whom they let in and who look after them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inglenook.core.roles import Section
from inglenook.people import actions
from inglenook.people.api import sees, writes

from ..whose import Whose, whose
from .forms import DetailsForm, told
from .queries import details_of, stands_of


def _for(request: HttpRequest, ref, section: Section) -> Whose:
    found = whose(request, ref, section, what="Who you are")
    if found is None:
        raise Http404("Nobody's pages")
    if found.by_staff and not sees(request.user, Section.ABOUT):
        raise PermissionDenied
    return found


@login_required
def details(request: HttpRequest, ref=None) -> HttpResponse:
    found = _for(request, ref, Section.ABOUT)
    may_change = found.is_own or writes(request.user, Section.IDENTITY)
    context = {"whose": found, "person": found.person, "may_change": may_change, "details": details_of(found.person)}
    return render(request, "web/details/details.jinja", context)


@login_required
def change(request: HttpRequest, ref=None) -> HttpResponse:
    """Say it, or put it right: the person, or whoever writes down what they are called."""
    found = _for(request, ref, Section.IDENTITY)
    if not found.may_write:
        raise PermissionDenied
    stands = stands_of(found.person)
    form = DetailsForm(request.POST or None, initial=told(found.person, stands))
    if form.is_valid():
        actions.tell_details(person=found.person, by=request.user, **form.said(stands))
        messages.success(request, _("Saved."))
        return redirect(f"{found.base}details/")
    context = {"whose": found, "person": found.person, "form": form}
    return render(request, "web/details/change.jinja", context, status=422 if form.errors else 200)
