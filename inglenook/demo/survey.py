"""The team asks itself: a survey answered by 40 colleagues last spring, the same open again, and the house check."""

from datetime import timedelta
from random import Random
from uuid import UUID

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.workforce.checks.actions import keep
from inglenook.workforce.checks.rules import Checklist, Marks, checklists
from inglenook.workforce.models import Invitation, Sheet, Survey, Tally
from inglenook.workforce.survey import planning, running
from inglenook.workforce.survey.laying import settle
from inglenook.workforce.survey.reading import shipped
from inglenook.workforce.survey.rules import Answers, Kind, Question, whole

from .stories import standing_on

Accounts = dict[str, User]
COLLEAGUES, INVITED, OPENED, BEGAN = 40, 52, 47, 43
ROLES = ["nurse"] * 11 + ["gp"] * 9 + ["desk"] * 8 + ["personalised"] * 6 + ["hca"] * 4 + ["pharmacy"] * 2
# How likely an answer is, where it is not as likely as most.
LIKELY = {
    "loneliness": 0.74, "mobility": 0.58, "money": 0.52, "mood": 0.49, "time": 0.62, "understanding": 0.45,
    "sustain": 0.66, "coaching": 0.47, "effective": 0.4, "social_prescribing": 0.76, "goals": 0.5, "none": 0.0,
    "other": 0.1,
}  # fmt: skip
USUAL = 0.3
WISHES = (
    "Ten more minutes for people with several conditions.",
    "Words for when somebody says there is no point.",
    "To know what is on near here, and whether it is full.",
    "Watching a colleague do it once.",
    "A quiet room for these conversations.",
    "Fewer letters, more phone calls.",
    "Knowing what happened after I sent somebody on.",
)


def tell_survey(accounts: Accounts) -> None:
    """All of it as it stands today."""
    manager = accounts["manager"]
    at = manager.memberships.get().organisation
    first = _last_spring(manager, at)
    again = _make(manager, at, repeats=first, mode=Survey.Mode.OPEN)
    with standing_on(clock.today() - timedelta(days=5)):
        running.open_survey(survey=again, by=manager, opens_on=clock.today(), closes_on=_later(21))
    _check(manager, at, days_ago=190, likely=0.35)
    _check(manager, at, days_ago=6, likely=0.6)
    _check(accounts["nurse"], accounts["nurse"].memberships.get().organisation, days_ago=30, likely=0.5)


def _make(manager: User, at: Organisation, **more) -> Survey:
    asked = shipped()["self_care"]
    return running.make_survey(organisation=at, questionnaire=asked, title=asked.title["en"], by=manager, **more)


def _later(days: int):
    return clock.today() + timedelta(days=days)


def _last_spring(manager: User, at: Organisation) -> Survey:
    """Answered, closed, and turned into a plan of which one step is done."""
    with standing_on(clock.today() - timedelta(days=200)):
        survey = _make(manager, at)
        running.invite(
            survey=survey, addresses=[f"colleague{n}@demo.inglenook.example" for n in range(INVITED)], by=manager
        )
        running.open_survey(survey=survey, by=manager, opens_on=clock.today(), closes_on=_later(21))
    with standing_on(clock.today() - timedelta(days=178)):
        _answer(survey)
        settle(survey)
        planning.keep_cherries(survey=survey, by=manager, says={"ethics": "Service evaluation; no approval needed."})
        about = {"survey": survey, "item": "gaps", "by": manager}
        planning.add_step(**about, option="effective", what="Read one summary a month together", who="Dr Rhys Morgan")
        done = planning.add_step(
            **about,
            option="sustain",
            what="Learn together what to say after a lapse",
            who="Joy Adeyemi",
            by_on=_later(60),
        )
    with standing_on(clock.today() - timedelta(days=110)):
        planning.mark_step(step=done, do="done", by=manager)
    return survey


def _answer(survey: Survey) -> None:
    """The sheets of 40 colleagues; nobody was written to, so the invitations say that they were."""
    asked, chance = shipped()["self_care"], Random(7)
    with access.working():
        Sheet.objects.bulk_create(
            Sheet(
                key=UUID(int=chance.getrandbits(128), version=4),
                survey=survey,
                answers=whole(asked, colleague_says(asked.questions, role, chance)),
                language="en",
                seed=chance.randrange(2**31),
            )
            for role in ROLES
        )
        Tally.objects.filter(survey=survey).update(opened=OPENED, began=BEGAN)
        Invitation.objects.filter(survey=survey).update(asked_on=clock.today())
        used = Invitation.objects.filter(survey=survey)[:COLLEAGUES]
        Invitation.objects.filter(pk__in=[one.pk for one in used]).update(is_used=True, is_opened=True)


def colleague_says(questions: tuple[Question, ...], role: str, chance: Random) -> Answers:
    """Answers of somebody in a role, as the chance has it."""
    given: Answers = {}
    for question in questions:
        given |= _said(question, chance)
    return given | {"role": [role]}


def _said(question: Question, chance: Random) -> Answers:
    """One answer; now and then a question is passed over."""
    if chance.random() < 0.06:
        return {}
    codes = [option.code for option in question.options]
    if question.kind is Kind.MATRIX:
        weights = [6, 2, 1, 1][: len(codes)]
        return {f"{question.code}.{row.code}": chance.choices(codes, weights) for row in question.rows}
    if question.kind is Kind.MANY:
        return {question.code: [code for code in codes if chance.random() < LIKELY.get(code, USUAL)]}
    if question.kind is Kind.WORDS:
        return {question.code: [chance.choice(WISHES)]} if chance.random() < 0.6 else {}
    if question.kind is Kind.NUMBER:
        return {question.code: [str(chance.randint(1, 34))]}
    if question.kind is Kind.RANK:
        return {question.code: chance.sample(codes, len(codes))}
    return {question.code: chance.choices(codes, range(len(codes), 0, -1))}


def _check(by: User, at: Organisation, *, days_ago: int, likely: float) -> None:
    house = checklists()["house"]
    with standing_on(clock.today() - timedelta(days=days_ago)):
        keep(organisation=at, checklist=house, marks=_marks(house, likely, Random(days_ago)), by=by)


def _marks(house: Checklist, likely: float, chance: Random) -> Marks:
    shown = {"know": "Register run each month", "skills": "Eight of eleven trained", "more": "Directory, 180 services"}
    sees_to = {"recall": "Nasreen Akhtar", "skills": "Joy Adeyemi", "agenda": "Joy Adeyemi", "needs": "Peter Lindqvist"}
    return {
        one.code: {
            "level": sum(chance.random() < likely for _ in range(3)),
            "evidence": shown.get(one.code, ""),
            "owner": sees_to.get(one.code, ""),
        }
        for part in house.parts
        for one in part.statements
    }
