from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.core.organisations import practices_under
from inglenook.core.roles import Section
from inglenook.measures.models import Administration
from inglenook.people.api import memberships_of, own_person, person_for
from inglenook.people.doors import for_writers_of
from inglenook.people.models import Person

from ..doors import for_roles
from ..models import OutcomePoint
from ..presenting import page
from ..referrals.looks import looked
from ..referrals.queries import referral_or_404
from ..referrals.teams import teams_where
from ..refused import Refused
from . import rules
from .actions import answer
from .drawing import drawn
from .forms import AnswersForm, StaffAnswersForm
from .queries import figures
from .saying import course, signed, summary

REASON = "To answer for you how you are"
READERS = ("manager", "commissioner", "link_worker")


@for_roles(READERS)
def outcomes(request):
    """How people are long after: who was asked, who was lost, how much changed. Figures alone."""
    at = [one.organisation_id for one in memberships_of(request.user) if one.role in READERS]
    found, over_time = figures(practices_under(at))
    context = {"lines": found, "summary": summary(found), "signed": signed}
    context |= {"courses": over_time, "drawn": drawn, "course_in_words": course}
    return page(request, "outcomes/outcomes", context)


@login_required
def my_outcome(request, ref):
    """The person answers, as much of it as they like."""
    person = own_person(request.user)
    return _answered(request, person, ref) if person else _nobody()


@login_required
def their_outcome(request, ref, outcome_point):
    """A carer answers for the person, who lets them see and do this."""
    person = person_for(request, ref, reason=REASON, what="How you are now", section=Section.MEASURES)
    if memberships_of(request.user):
        raise Http404("A carer's page")
    return _answered(request, person, outcome_point, is_own=False)


def _answered(request, person: Person, ref, *, is_own: bool = True):
    point = get_object_or_404(OutcomePoint, ref=ref, person=person)
    form = AnswersForm(request.POST or None)
    context = {"point": point, "form": form, "person": person, "is_own": is_own}
    if form.is_valid() and _kept(request, point, form, Administration.Way.WEB):
        return page(request, "outcomes/thanks", context)
    return page(request, "outcomes/mine", context, status=422 if form.errors else 200)


@for_writers_of(Section.MEASURES)
def enter_outcome(request, ref):
    """A link worker of the team types in what somebody said on the phone or on paper, be the referral closed or not."""
    referral = referral_or_404(ref)
    if referral.team not in teams_where(request.user):
        raise Http404("No such referral, or not one of your team’s")
    person = looked(request, referral)
    point = _to_answer(referral)
    form = StaffAnswersForm(request.POST or None)
    if point and form.is_valid() and _kept(request, point, form, form.cleaned_data["way"]):
        messages.success(request, _("Kept."))
        return redirect("referral", ref=ref)
    about = {"referral": referral, "person": person, "point": point, "occasions": rules.occasions()}
    return page(request, "outcomes/enter", about | {"form": form}, status=422 if form.errors else 200)


def _to_answer(referral) -> OutcomePoint | None:
    """The newest whose day has come and whose time is not over."""
    today = clock.today()
    found = OutcomePoint.objects.filter(referral=referral, due_on__lte=today, ends_on__gte=today, lost_at=None)
    return found.order_by("-due_on").first()


def _kept(request, point, form, way: str) -> bool:
    try:
        answer(point=point, answers=form.answers(), way=way, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _nobody():
    raise Http404("Nobody's own questions")
