"""Set a demonstration up: a region, its records, a year of reviews, and a dozen stories."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from inglenook.config.errors import StartError
from inglenook.core import clock
from inglenook.core.channels import Channel
from inglenook.exchange.run import import_fhir
from inglenook.people.models import Person
from inglenook.planning.gather.actions import gather
from inglenook.planning.models import Pack, ReviewCycle
from inglenook.planning.preparation.actions import mark_sent
from inglenook.planning.preparation.packs import make_packs
from inglenook.planning.preparation.rules import READY_STATES
from inglenook.planning.preparation.sending import send_packs
from inglenook.planning.recall.actions import recall
from inglenook.planning.today.actions import raise_urgent

from . import stories
from .accounts import accounts, has_accounts, make_accounts
from .characters import write_characters
from .colleagues import tell_colleagues
from .deciding import tell_decisions
from .gaps import tell_gaps
from .groups import tell_groups
from .learning import tell_learning
from .letting_in import tell_letting_in
from .neighbours import tell_neighbours
from .outcomes import tell_outcomes
from .own_words import tell_own_words
from .paper import tell_needs, tell_paper
from .practising import tell_practice
from .referrals import tell_referrals
from .services import read_directory
from .strategies import tell_strategies
from .support import tell_support
from .survey import tell_survey
from .synthesis import synthesise

SOURCE = "Demonstration"
DUE_WITHIN = timedelta(days=31)
SETTING_UP = 4_735_618  # any number that nothing else locks; names this lock in pg_locks
Step = tuple[str, Callable[[], object]]


def steps(*, people: int, seed: int) -> Iterator[Step]:
    """What is left to do, each step with its name; none when the stories are told.

    Every step may be repeated, so a first start that was stopped is taken up by the next.
    Raises StartError when the database holds people who are not the demonstration's.
    """
    if has_accounts():
        return
    _require_no_others()
    region = settings.HOME / "demo" / "region"
    yield "Making up a region", lambda: make_region(region, people=people, seed=seed)
    yield "Reading its records", lambda: import_fhir(region, source=SOURCE)
    yield "Reading its directory of services", lambda: read_directory(clock.today(), settings.HOME / "demo")
    with transaction.atomic():  # all or none: that there are accounts says that all is done
        yield "Telling last year’s stories", tell_last_year
        yield "Calling people for their reviews", lambda: recall(on=clock.today())
        yield "Looking up the tests they need", lambda: gather(on=clock.today())
        yield "Looking for urgent results", raise_urgent
        yield "Telling this year’s stories", lambda: stories.tell(stories.THIS_YEAR, accounts())
        yield "Noting how people want to be met", lambda: tell_needs(accounts()["nurse"])
        yield "Preparing packs and letters", prepare
        yield (
            "Telling the neighbours’ year",
            lambda: tell_neighbours(accounts()["nurse"]),
        )
        yield "Sending what was agreed between appointments", lambda: tell_support(accounts())
        yield "Listening to what people say of themselves", lambda: tell_own_words(accounts())
        yield "Letting families in", lambda: tell_letting_in(accounts())
        yield "Asking colleagues and the coach", lambda: tell_colleagues(accounts())
        yield "Filling the link worker’s inbox", lambda: tell_referrals(accounts())
        yield "Laying the table for the neighbourhood", lambda: tell_groups(accounts())
        yield "Asking people how they are long after", lambda: tell_outcomes(accounts())
        yield "Looking for help where there is none", tell_gaps
        yield "Putting a plan on paper", lambda: tell_paper(accounts()["nurse"])
        yield "Trying strategies", lambda: tell_strategies(accounts()["nurse"])
        yield "Deciding together", lambda: tell_decisions(accounts())
        yield "Practising conversations", lambda: tell_practice(accounts())
        yield "Asking the team", lambda: tell_survey(accounts())
        yield "Sending the team to learn", lambda: tell_learning(accounts())


def _require_no_others() -> None:
    if Person.objects.exclude(source__name=SOURCE).exists():
        raise StartError(
            "This database holds people who are not made up: give the demonstration a home of its own, "
            "for example INGLENOOK_HOME=~/inglenook-demo."
        )


def make_region(folder: Path, *, people: int, seed: int) -> None:
    """Write the region and the people of the stories as FHIR, as they stand today."""
    today = clock.today()
    synthesise(people=people, seed=seed, out=folder, as_of=today, replace=True)
    write_characters(folder, seed=seed, as_of=today)


def tell_last_year() -> None:
    """Make the accounts, say who works with whom, and tell what was before this year's reviews."""
    make_accounts()
    stories.meet(accounts())
    stories.tell(stories.LAST_YEAR, accounts())


def prepare() -> None:
    """Make the packs of those due within a month in the nurse's practice; those read on the web are out already, and a
    print run of the letters waits."""
    nurse = accounts()["nurse"]
    due = ReviewCycle.objects.filter(
        person__practice__memberships__user=nurse, due_on__lte=clock.today() + DUE_WITHIN, state__in=READY_STATES
    )
    made = make_packs(cycles=due, by=nurse)
    packs = Pack.objects.filter(pk__in=made)
    mark_sent(packs=packs.filter(channel=Channel.WEB), by=nurse)
    send_packs(packs=packs.filter(channel=Channel.LETTER), by=nurse)
