"""Taking one option, or one benefit or harm, out of a decision again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.people.api import is_self, writes

from ..models import Option, OptionEffect
from ..plan.fields import NotSaved
from . import actions


@login_required
@require_POST
def take_off(request, ref, model: type[Option] | type[OptionEffect]):
    """The person takes off what they thought of, the team everything else; then back to the decision."""
    to_decision = "decision__person" if model is Option else "option__decision__person"
    row = get_object_or_404(model.objects.select_related(to_decision), ref=ref)
    decision = row.decision if model is Option else row.option.decision
    own = is_self(request.user, decision.person)
    if own and model is OptionEffect or not own and not writes(request.user, Section.PLAN):
        return redirect("home")
    try:
        actions.take_away(row=row, by=request.user)
    except NotSaved as problem:
        messages.error(request, str(problem))
    return redirect("my_decision" if own else "decision", decision.ref)
