"""A practice that learns: a new receptionist half-way through a module, colleagues further on, a list and a guide."""

from datetime import timedelta

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.workforce.learning.courses import actions as courses
from inglenook.workforce.learning.courses.rules import Module, from_mapping
from inglenook.workforce.learning.resources import actions as resources
from inglenook.workforce.models import Course, Resource

from .stories import standing_on

Accounts = dict[str, User]
COLLEAGUES = (  # name, role, modules finished
    ("Aisha Rahman", "nurse", 10),
    ("Bethan Lloyd", "coordinator", 8),
    ("Carlos Mendes", "gp", 7),
    ("Deepa Nair", "coordinator", 7),
    ("Ewan Stuart", "nurse", 5),
    ("Fiona Clarke", "coordinator", 3),
)
LIST = ("a-letter-that-gets-opened", "reception-is-a-wall", "teach-back-in-two-minutes", "the-letter-nobody-posted")
GUIDE = """\
## What we tried

For two weeks, everybody at the desk said one sentence when they booked a review: “You'll get a letter with your
results and some questions. Scribble on it and bring it.”

## What happened

Of 31 people booked, 22 brought the letter. The month before it had been about half.

## What we changed

The sentence stands on a card beside each phone. Whoever is new reads it out, and then says it their own way.
"""


def tell_learning(accounts: Accounts) -> None:
    """What each has learnt so far, on the days when they did."""
    course = Course.objects.get(code="whole-team")
    modules = from_mapping(course.contents).modules
    for number, colleague in enumerate(_colleagues(accounts["nurse"])):
        _study(course, modules[: COLLEAGUES[number][2]], colleague, ago=60)
    _study(course, modules[:4], accounts["nurse"], ago=9, wrong=True)
    _study(course, modules[:7], accounts["coach"], ago=40)
    _begin(course, modules[0], accounts["receptionist"])
    _study(course, modules, accounts["gp"], ago=30)
    _reading(accounts["nurse"])
    _contributed(accounts)


def _colleagues(nurse: User) -> list[User]:
    at: Organisation = nurse.memberships.get().organisation
    domain = nurse.email.partition("@")[2]
    made = []
    for name, role, _ in COLLEAGUES:
        user = User.objects.create_user(f"{name.partition(' ')[0].lower()}@{domain}", name=name)
        Membership.objects.create(user=user, organisation=at, role=role, started_on=clock.today() - timedelta(days=400))
        made.append(user)
    return made


def _study(course: Course, modules: list[Module], user: User, *, ago: int, wrong: bool = False) -> None:
    """One module every other day, the first so many days ago; with `wrong`, the last question of each goes wrong."""
    for number, module in enumerate(modules):
        with standing_on(clock.today() - timedelta(days=ago - 2 * number)):
            for at, question in enumerate(module.quiz):
                chosen = [0] if wrong and at == len(module.quiz) - 1 else question.right
                courses.answer(course=course, module=module, question=at, chosen=chosen, by=user)
            courses.go_to(course=course, module=module, step=module.steps, by=user)


def _begin(course: Course, module: Module, user: User) -> None:
    """He read the first two pages yesterday, before the phone rang."""
    with standing_on(clock.today() - timedelta(days=1)):
        courses.go_to(course=course, module=module, step=3, by=user)


def _reading(nurse: User) -> None:
    reading = None
    found = {one.key: one for one in Resource.objects.filter(key__in=LIST)}
    for key in LIST:
        reading = resources.keep_in_list(resource=found[key], by=nurse, reading=reading, title="For new colleagues")
    resources.share(reading=reading, organisation=nurse.memberships.get().organisation, by=nurse)


def _contributed(accounts: Accounts) -> None:
    """One that the nurse published last month, and one of the receptionist's that waits for a look."""
    author, at = accounts["receptionist"], accounts["nurse"].memberships.get().organisation
    about = {"audience": ["reception"], "topics": ["preparation"], "sources": "Our own practice, spring to autumn"}
    made = resources.contribute(
        by=author,
        organisation=at,
        kind=Resource.Kind.CASE_STUDY,
        title="One sentence at the desk",
        about="What changed when everybody said the same sentence when booking a review.",
        minutes=2,
        body=GUIDE,
        **about,
    )
    resources.ask_for_review(resource=made, by=author)
    with standing_on(clock.today() - timedelta(days=30)):
        resources.publish(resource=made, by=accounts["nurse"])
    second = resources.contribute(
        by=author,
        organisation=at,
        kind=Resource.Kind.GUIDE,
        title="When somebody rings in tears",
        about="What to say, whom to fetch, and what to write down.",
        minutes=3,
        body="## First\n\nYou need not mend it. “I'm here. Take your time.”\n\n## Then\n\nAsk whether they are safe.",
        **about,
    )
    resources.ask_for_review(resource=second, by=author)
