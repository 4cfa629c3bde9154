"""Reading the page's one form: fields as they were and are, things added, and the button that was pressed.

Every button sends the whole form, so that nothing typed is lost by pressing another one.
"""

import uuid

from django.db import transaction
from django.http import QueryDict

from inglenook.core.models import User

from ..models import Action, AgendaItem, Conversation, Goal
from ..plan import actions as plan
from ..plan.fields import NotSaved
from ..plan.saving import Saved, save_field, unbroken
from . import actions
from .addresses import GONE, place_of, row_at

WAS, ADD, REF = "was:", "add:", "ref:"
STEP, STEP_OF = "step", "step-of"


def save_at(conversation: Conversation, *, address: str, was: str, now: str, by: User) -> Saved:
    """Save what was typed at one address of this conversation. Raises NotSaved."""
    place = place_of(conversation, address)
    return save_field(row=place.row, column=place.column, field=place.field, was=was, now=now, by=by)


def save_all(conversation: Conversation, sent: QueryDict, *, by: User) -> dict[str, str]:
    """Save every field that changed and everything added. Returns what could not be kept: message by address."""
    wrong = {}
    for name in [name for name in sent if name.startswith((WAS, ADD))]:
        try:
            with transaction.atomic():
                _save_one(conversation, sent, name, by)
        except NotSaved as problem:
            wrong[name.removeprefix(WAS)] = str(problem)
    return wrong


def _save_one(conversation: Conversation, sent: QueryDict, name: str, by: User) -> None:
    if name.startswith(ADD):
        _add(conversation, sent, name, by)
        return
    address = name.removeprefix(WAS)
    was, now = unbroken(sent[name]), unbroken(sent.get(address, ""))
    if was != now:
        save_at(conversation, address=address, was=was, now=now, by=by)


def _add(conversation: Conversation, sent: QueryDict, name: str, by: User) -> None:
    words = sent[name].strip()
    if not words:
        return
    ref = _ref(conversation, sent.get(REF + name.removeprefix(ADD), ""))
    kind, _, about = name.removeprefix(ADD).partition(".")
    if kind == STEP:
        _add_action(conversation, words, _goal_of_step(conversation, sent), ref=ref, by=by)
    if add := ADDERS.get(kind):
        add(conversation, words, about, ref=ref, by=by)


def _ref(conversation: Conversation, sent: str) -> uuid.UUID:
    """The page's own name for what is added, so that sending it twice adds it once, in this conversation alone."""
    return uuid.uuid5(conversation.ref, sent) if sent else uuid.uuid4()


def _goal_of_step(conversation: Conversation, sent: QueryDict) -> str:
    """The ref of the goal that a step leads to: the one sent with it, else the last one sent from this page, else the
    last of the plan; nothing where there is none."""
    of_page = sent.get(f"{REF}goal", "") if sent.get(f"{ADD}goal", "").strip() else sent.get(STEP_OF, "")
    if of_page:
        return str(_ref(conversation, of_page))
    goals = conversation.person.plan.goals.filter(state=Goal.State.CURRENT)
    return str(next(iter(goals.reverse().values_list("ref", flat=True)[:1]), ""))


def _add_to_agenda(conversation, words, raised_by, *, ref, by):
    if raised_by in AgendaItem.RaisedBy.values:
        actions.add_to_agenda(conversation=conversation, ref=ref, wording=words, raised_by=raised_by, by=by)


def _add_goal(conversation, words, _, *, ref, by):
    plan.add_goal(plan=conversation.person.plan, ref=ref, wording=words, by=by, conversation=conversation)


def _add_action(conversation, words, goal, *, ref, by):
    goal = row_at(conversation, Goal, goal) if goal else None
    plan.add_action(plan=conversation.person.plan, ref=ref, what=words, by=by, goal=goal)


ADDERS = {"agenda": _add_to_agenda, "goal": _add_goal, "action": _add_action}


def press(conversation: Conversation, button: str, *, by: User) -> None:
    """Do what a button says: "agenda.<ref>.up", "goal.<ref>.off", "agenda.<ref>.to.2". Raises NotSaved."""
    kind, ref, verb, *rest = [*button.split("."), "", ""]
    model, do = PRESSES.get((kind, verb), (None, None))
    if model is None:
        return
    row = row_at(conversation, model, ref)
    if row is None:
        raise NotSaved(GONE, "gone")
    do(row, by, rest[0])


def _to(item, by, place):
    actions.move_on_agenda(item=item, to=int(place) if place.isdigit() else 0)


def _shifts(shift):
    return lambda row, by, _: plan.move_in_plan(row=row, shift=shift)


def _ends(state):
    return lambda row, by, _: plan.end(row=row, state=state, by=by)


PRESSES = {
    ("agenda", "up"): (AgendaItem, lambda item, by, _: actions.move_on_agenda(item=item, shift=-1)),
    ("agenda", "down"): (AgendaItem, lambda item, by, _: actions.move_on_agenda(item=item, shift=1)),
    ("agenda", "to"): (AgendaItem, _to),
    ("agenda", "off"): (AgendaItem, lambda item, by, _: actions.take_off_agenda(item=item, by=by)),
    ("agenda", "back"): (AgendaItem, lambda item, by, _: actions.put_back_on_agenda(item=item, by=by)),
    ("goal", "up"): (Goal, _shifts(-1)),
    ("goal", "down"): (Goal, _shifts(1)),
    ("goal", "reached"): (Goal, _ends(Goal.State.REACHED)),
    ("goal", "off"): (Goal, _ends(Goal.State.SET_ASIDE)),
    ("goal", "back"): (Goal, _ends(Goal.State.CURRENT)),
    ("action", "up"): (Action, _shifts(-1)),
    ("action", "down"): (Action, _shifts(1)),
    ("action", "done"): (Action, _ends(Action.State.DONE)),
    ("action", "off"): (Action, _ends(Action.State.STOPPED)),
    ("action", "back"): (Action, _ends(Action.State.CURRENT)),
}
