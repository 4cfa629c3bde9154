"""What colleagues practised and wrote: a year of small steps, so that the practice room and the log are not empty."""

from datetime import timedelta

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.workforce.models import TeamTally
from inglenook.workforce.practice import actions, engine
from inglenook.workforce.practice.collection import shipped
from inglenook.workforce.practice.rating import SKILLS_RATED
from inglenook.workforce.reflections.actions import rate, show, write

from .stories import standing_on

# Days ago, whom, how it was said.
TALKS = ((61, "winston", 1), (33, "kelly", 0), (12, "maureen", 0), (4, "halina", 0))
UNFINISHED = ("gareth", 5)  # whom, turns so far
SURE = (
    (210, (2, 3, 2, 1, 2, 2, 2, 3, 2, 2)),
    (95, (3, 3, 3, 2, 2, 3, 3, 3, 3, 2)),
    (9, (4, 4, 3, 3, 3, 4, 4, 3, 3, 3)),
)
ENTRIES = (
    (
        58,
        "Asked a man what he had given up, and he told me what he had lost. I nearly filled the silence.",
        "Counted to three after “it sounds as though the days have got smaller”.",
        "Say back before I ask, once in every talk this week.",
    ),
    (
        30,
        "Somebody nodded to everything. I heard myself ask “does that make sense?” twice.",
        "“Show me with the boxes.” Two were sorted wrongly, and it was my drawing that was unclear.",
        "Drop “does that make sense?” for good.",
    ),
    (
        11,
        "A carer rang back at a quarter past seven. I wanted to talk about sugar, she wanted a Tuesday.",
        "Asked where she was in her day. Then we planned one telephone call and nothing else.",
        "Ring on Wednesday to hear how the Tuesday was.",
    ),
)
MONTHS = 4  # months of the team's figures


def tell_practice(accounts: dict[str, User]) -> None:
    """The nurse's talks, log and ratings; a colleague's form; what the rest of the team adds to the figures."""
    nurse, gp = accounts["nurse"], accounts["gp"]
    for ago, code, manner in TALKS:
        with standing_on(clock.today() - timedelta(days=ago)), access.acting_as(nurse):
            _talk(nurse, code, manner)
    with access.acting_as(nurse):
        _talk(nurse, UNFINISHED[0], 0, most=UNFINISHED[1])
    _log(nurse, gp)
    _observed(nurse, gp)
    _team(nurse.memberships.get().organisation)


def _talk(learner: User, code: str, manner: int, most: int = 99) -> None:
    """A talk in one manner throughout: 0 says the first wording written, 1 the second."""
    scenario = shipped()[code]
    talk = actions.begin(scenario=scenario, by=learner)
    while not talk.ended_at and len(talk.lines) < most:
        state = actions.state_of(talk)
        if said := sorted(engine.choices(scenario, state), key=lambda w: w.id):
            actions.say(talk=talk, scenario=scenario, wording=said[min(manner, len(said) - 1)].id, by=learner)
        else:
            fresh = [t.code for t in engine.topics(scenario, state) if not engine.has_been(scenario, state, t.code)]
            actions.bring_up(talk=talk, scenario=scenario, code=(fresh or [scenario.closing])[0])


def _log(nurse: User, gp: User) -> None:
    for ago, happened, tried, following in ENTRIES:
        on = clock.today() - timedelta(days=ago)
        with standing_on(on), access.acting_as(nurse):
            given = {"happened": happened, "tried": tried, "next": following, "on": on, "minutes": 10}
            kept = write(by=nurse, skills=["reflections"], **given)
    with access.acting_as(nurse):
        show(entry=kept, to=gp)
        on = clock.today() - timedelta(days=20)
        said = "Talked about how I hurry when a clinic runs late, and whose clock that is."
        write(by=nurse, kind="supervision", with_whom=gp.name, happened=said, on=on, minutes=30, skills=[])
    for ago, scores in SURE:
        with standing_on(clock.today() - timedelta(days=ago)), access.acting_as(nurse):
            rate(by=nurse, scores=dict(zip(SKILLS_RATED, scores, strict=True)))


def _observed(nurse: User, gp: User) -> None:
    """The GP sat beside the nurse's talk with Maureen."""
    seen = {"open_question": 3, "reflection": 2, "agenda": 1, "teach_back": 1, "plan_what": 1, "plan_when": 1}
    with standing_on(clock.today() - timedelta(days=12)):
        with access.acting_as(nurse):
            code = actions.invite(by=nurse, occasion="practice", scenario="maureen").code
        with access.acting_as(gp):
            form = actions.observe(code=code, by=gp)
            well = "“And where in all that are you?” She stopped, and then it all came."
            said = {"went_well": well, "to_try": "Leave the pause one breath longer."}
            actions.note(observation=form, seen=seen, finish=True, **said)


def _team(practice: Organisation) -> None:
    """What five more colleagues add: figures alone, as their own actions would have written them."""
    this = clock.today().replace(day=1)
    rows = []
    for ago in range(1, MONTHS + 1):
        month = _months_before(this, ago)
        for member in range(5 if ago < MONTHS else 3):
            scores = {code: 2 + (member + number + MONTHS - ago) % 3 for number, code in enumerate(SKILLS_RATED)}
            given = {"marker": f"colleague-{member}", "talks": 1 + (member + ago) % 3, "scores": scores}
            rows.append(TeamTally(organisation=practice, month=month, **given))
    with access.working():
        TeamTally.objects.bulk_create(rows, ignore_conflicts=True)


def _months_before(month, count: int):
    for _ in range(count):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
