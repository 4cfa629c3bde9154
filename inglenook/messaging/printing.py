"""Letters of print runs: the same ledger and the same judge as all messages, handed over by whoever posts them.

A letter is judged when its run is made and once more when it is posted: between the two somebody may have died, said
stop, or gone into hospital.
"""

from collections.abc import Iterable

from inglenook.core import clock

from . import judging, noting
from .models import Message, PrintRun
from .models.ledger import WAITING


def put_aside(run: PrintRun) -> None:
    """Suppress those letters of the run that may not go, each with its reason."""
    waiting = _waiting(run)
    judging.meet_people_of(waiting)
    now = clock.now()
    noting.put_aside([verdict for verdict in judging.judge(waiting, now) if verdict.verdict != "go"], now)


def note_made(messages: Iterable[Message], *, title: str) -> None:
    """These letters are set. What they say stands with whoever asked for them: the ledger keeps what they are."""
    keys = [message.pk for message in messages]
    Message.objects.filter(pk__in=keys).update(made_at=clock.now(), text=title, gateway="print run")


def take_out(run: PrintRun) -> dict[int, str]:
    """Printed letters that must not be posted, by the message's key, each with the reason. Changes nothing."""
    printed = Message.objects.filter(print_run=run, made_at__isnull=False, suppressed_at__isnull=False)
    found = dict(printed.values_list("pk", "suppressed_because"))
    verdicts = judging.judge(_waiting(run), clock.now())
    return found | {verdict.id: verdict.because for verdict in verdicts if verdict.verdict != "go"}


def hand_over(run: PrintRun) -> None:
    """The letters of the run are in the post, but for those that were taken out."""
    put_aside(run)
    Message.objects.filter(WAITING, print_run=run, made_at__isnull=False).update(handed_over_at=clock.now())


def _waiting(run: PrintRun) -> list[int]:
    return list(Message.objects.filter(WAITING, print_run=run).values_list("pk", flat=True))
