"""Where the answers of a form go: the same places as what a person writes on the web."""

from collections import defaultdict
from collections.abc import Callable

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.about.actions import write as write_about
from inglenook.people.models import AboutMe
from inglenook.people.models.about import Prompt as AboutPrompt

from ..lists import add_once
from ..models import Action, Answer, ContingencyPlan, FollowUp, Goal, PaperForm, Plan
from ..plan.actions import add_action, add_goal, end
from ..plan.merging import merge
from ..plan.parts import PARTS
from ..preparation.actions import finish, save_answer
from ..preparation.rules import TOPIC_LIMIT, TOPICS
from ..today.actions import tell_how_it_went

NEXT_STEP = {FollowUp.Outcome.DONE: "done", FollowUp.Outcome.STOP: "stop"}


def write(form: PaperForm, said: dict[str, str | list[str]], by: User) -> None:
    """Keep what was answered; what was left empty changes nothing. `said` is by the questions' codes."""
    by_thing: dict[tuple[str, str], dict] = defaultdict(dict)
    for code, value in said.items():
        kind, thing, column = (*code.split("."), "")[:3]
        if value:
            by_thing[kind, thing][column] = value
    for (kind, thing), values in by_thing.items():
        WRITERS[kind](form, thing, values, by)
    if form.pack and any(kind == "answer" for kind, _ in by_thing):
        finish(pack=form.pack, by=by)


def plan_of(form: PaperForm, by: User) -> Plan:
    return Plan.objects.get_or_create(person=form.person, defaults={"written_by": by})[0]


def _answer(form: PaperForm, prompt: str, values: dict, by: User) -> None:
    choices = values.get("choices") or _topics(values.get("ordered", ""))
    save_answer(
        pack=form.pack,
        prompt=prompt,
        by=by,
        text=values.get("text", ""),
        choices=choices,
        way=Answer.Way.PAPER,
        said_by=form.said_by,
    )


def _topics(typed: str) -> list[str]:
    lines = [" ".join(line.split())[:TOPIC_LIMIT] for line in typed.splitlines()]
    return [line for line in lines if line][:TOPICS]


def _goal(form: PaperForm, ref: str, values: dict, by: User) -> None:
    goal = Goal.objects.select_for_update().get(ref=ref, person=form.person)
    if "wording" in values:
        # Theirs, in their own hand; what was written meanwhile on the web stands beside it where both changed.
        goal.wording = merge(form.printed.said[f"goal.{ref}.state"], goal.wording, values["wording"]).text
        goal.in_own_hand = True
    if "importance" in values:
        goal.importance = int(values["importance"])
    goal.written_by = by
    goal.save(update_fields=["wording", "in_own_hand", "importance", "written_by", "written_at"])
    if values.get("state", goal.state) != goal.state:
        end(row=goal, state=values["state"], by=by)


def _action(form: PaperForm, ref: str, values: dict, by: User) -> None:
    """How a step went. Who says no more than words has not said how it went: it is asked again."""
    action = Action.objects.get(ref=ref, person=form.person)
    asked = action.follow_ups.filter(done_at=None).first() or FollowUp.objects.create(
        person=form.person, action=action, due_on=clock.today(), owner=action.owner or by
    )
    outcome = values.get("outcome", FollowUp.Outcome.NOT_YET)
    tell_how_it_went(
        follow_up=asked,
        outcome=outcome,
        their_words=values.get("words", ""),
        next_step=NEXT_STEP.get(outcome, "keep"),
        by=by,
    )


def _new_goal(form: PaperForm, place: str, values: dict, by: User) -> None:
    if "wording" not in values:
        return
    ref, plan = form.ref_for("goal", place), plan_of(form, by)
    goal = add_goal(plan=plan, ref=ref, wording=values["wording"], by=by, in_own_hand=True)
    if "importance" in values:
        Goal.objects.filter(pk=goal.pk).update(importance=int(values["importance"]))


def _new_action(form: PaperForm, place: str, values: dict, by: User) -> None:
    if "what" not in values:
        return
    if "confidence" in values:
        values = values | {"confidence": int(values["confidence"])}
    add_action(plan=plan_of(form, by), ref=form.ref_for("action", place), by=by, **values)


def _about(form: PaperForm, prompt: str, values: dict, by: User) -> None:
    """What they wrote of themselves joins what stands there."""
    about = AboutMe.objects.filter(person=form.person).first()
    stands, words = getattr(about, prompt, ""), values[""]
    if words not in stands:
        text = "\n".join(filter(None, (stands, words)))
        write_about(person=form.person, prompt=AboutPrompt(prompt), text=text, by=by, helped_by=form.said_by)


def _part(form: PaperForm, code: str, values: dict, by: User) -> None:
    """A part of the plan: each line one more of them, or words that join what stands."""
    plan, part = plan_of(form, by), PARTS[code]
    if code in ("strengths", "needs"):
        for number, line in enumerate(filter(None, map(str.strip, values["wording"].splitlines()))):
            ref = form.ref_for(code, str(number))
            rows = part.model.objects.filter(plan=plan)
            add_once(rows, ref=ref, by=by, plan=plan, person_id=plan.person_id, wording=line)
        return
    row = plan if part.model is Plan else unwell_of(plan) or _first_unwell(form, plan)
    for ask in part.asks:
        if ask.column in values:
            field = part.field_of(ask)
            joined = "\n".join(filter(None, (field.show(getattr(row, ask.column)), values[ask.column])))
            setattr(row, ask.column, field.read(joined, row))
    row.written_by = by
    row.save()


def unwell_of(plan: Plan) -> ContingencyPlan | None:
    """What they do when they become unwell, to which the paper adds."""
    standing = ContingencyPlan.objects.select_for_update(of=("self",)).filter(plan=plan, removed_at=None)
    return standing.first()


def _first_unwell(form: PaperForm, plan: Plan) -> ContingencyPlan:
    return ContingencyPlan(plan=plan, person_id=plan.person_id, ref=form.ref_for("unwell", "1"), position=1)


WRITERS: dict[str, Callable[[PaperForm, str, dict, User], None]] = {
    "about": _about,
    "answer": _answer,
    "goal": _goal,
    "action": _action,
    "new_goal": _new_goal,
    "new_action": _new_action,
    "part": _part,
}
