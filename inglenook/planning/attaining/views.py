"""The scale of one goal: one page for the team and the person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inglenook.core import clock
from inglenook.core.roles import Section
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.people.api import is_self, person_for, writes

from ..models import AttainmentScale, Goal
from ..plan.fields import NotSaved
from ..presenting import called
from . import actions
from .queries import together

REASON = "To see with you how a goal goes"


def _weights() -> list[tuple[str, str]]:
    return [("1", _("As much as others")), ("2", _("Twice as much")), ("3", _("Three times as much"))]


def _labels() -> dict[str, str]:
    """What each level is called, from the most to the least."""
    return {
        "much_more": _("Much more than I hope for"),
        "more": _("More than I hope for"),
        "expected": _("What I hope for"),
        "less": _("Less than I hope for"),
        "much_less": _("Much less than I hope for"),
    }


class ScaleForm(PageForm):
    """What each level would look like."""

    def __init__(self, *args, scale: AttainmentScale | None, **kwargs):
        said = {name: getattr(scale, name) for name in _labels()} if scale else {}
        said |= {"weight": scale.weight, "look_on": _boxes(scale.look_on)} if scale else {}
        super().__init__(*args, initial=said, **kwargs)
        for name, label in _labels().items():
            self.fields[name] = fields.TextareaField(label=label, rows=2, max_length=actions.LIMIT)
        self.fields["weight"] = choices.SelectField(label=_("How much this goal counts"), choices=_weights())
        self.fields["look_on"] = dates.DateField(
            label=_("When we look how it went"), required=False, earliest=clock.today
        )


def _boxes(on) -> tuple | None:
    return (on.day, on.month, on.year) if on else None


class NoteForm(PageForm):
    """Where the person stands now."""

    def __init__(self, *args, scale: AttainmentScale, **kwargs):
        super().__init__(*args, **kwargs)
        levels = {name: level for level, name in actions.LEVELS.items()}
        self.fields["level"] = choices.RadiosField(
            label=_("Where am I now?"),
            subject=_("where you are now"),
            choices=[(str(levels[name]), getattr(scale, name)) for name in _labels()],
            hints={str(levels[name]): label for name, label in _labels().items()},
        )


@login_required
@require_http_methods(["GET", "POST"])
def goal_scale(request, ref):
    """Five ways a goal could go, and where the person stands."""
    goal = get_object_or_404(Goal.objects.select_related("person", "plan", "scale"), ref=ref)
    person = person_for(request, goal.person.ref, reason=REASON, what="How a goal goes")
    own, team = is_self(request.user, person), writes(request.user, Section.PLAN)
    if not own and not team:
        raise Http404("Not a page of whom they let in")
    scale = getattr(goal, "scale", None)
    forms = _forms(request, scale)
    form = forms.get(request.POST.get("do", ""))
    if request.method == "POST" and _do(request, goal, scale, form):
        messages.success(request, _("Saved."))
        return redirect("goal_scale", ref)
    context = {
        "goal": goal,
        "scale": scale,
        "person": person,
        "called": called(person),
        "forms": forms,
        "form": form,
        "noted": _noted(scale),
        "together": together(person) if team and not own else None,
    }
    status = 422 if form and form.errors else 200
    return render(request, f"planning/attaining/{'mine' if own else 'team'}.jinja", context, status=status)


def _forms(request, scale: AttainmentScale | None) -> dict[str, PageForm]:
    data = {do: request.POST if request.POST.get("do") == do else None for do in ("scale", "note")}
    forms: dict[str, PageForm] = {"scale": ScaleForm(data["scale"], scale=scale)}
    if scale and not scale.put_away_at:
        forms["note"] = NoteForm(data["note"], scale=scale)
    return forms


def _noted(scale: AttainmentScale | None) -> list[dict]:
    """Where the person stood, newest first, in the words of the scale."""
    rows = scale.attainments.order_by("-on", "-pk") if scale else ()
    labels = _labels()
    return [
        {"on": row.on, "label": labels[name], "text": getattr(scale, name)}
        for row in rows
        for name in [actions.LEVELS[row.level]]
    ]


def _do(request, goal: Goal, scale: AttainmentScale | None, form: PageForm | None) -> bool:
    do = request.POST.get("do", "")
    if scale and do in AWAY:
        AWAY[do](scale=scale, by=request.user)
        return True
    if form is None:
        raise Http404("No such thing to do")
    return form.is_valid() and _keep(request, goal, scale, form)


AWAY = {"put_away": actions.put_away, "take_out": actions.take_out}


def _keep(request, goal: Goal, scale: AttainmentScale | None, form: PageForm) -> bool:
    given = form.cleaned_data
    if isinstance(form, NoteForm):
        actions.note(scale=scale, level=int(given["level"]), by=request.user)
        return True
    words = {name: given[name] for name in _labels()}
    try:
        actions.set_scale(
            goal=goal, words=words, weight=int(given["weight"]), look_on=given["look_on"], by=request.user
        )
    except NotSaved as problem:
        form.add_error("expected", str(problem))
        return False
    return True
