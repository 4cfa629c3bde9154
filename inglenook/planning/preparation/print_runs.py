"""Print runs: letters of one practice and one size of print in one file, printed, posted, and marked as sent."""

from itertools import groupby

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.messaging.letters import render_run
from inglenook.messaging.models import Message, PrintRun
from inglenook.people.models import Person

from ..models import Pack
from . import tasks
from .actions import mark_sent
from .ledger import attach
from .letters import letter
from .links import make_links
from .rules import INLINE_LETTERS, LETTERS_A_RUN


def ask(*, packs: QuerySet[Pack], by: User) -> int:
    """Put these packs into print runs and have those made; how many letters. Small runs are ready at once."""
    packs = list(packs.order_by("person__practice_id", "large_print", "pk").select_related("person"))
    for (practice_id, _), of_one_kind in groupby(packs, key=lambda pack: (pack.person.practice_id, pack.large_print)):
        of_one_kind = list(of_one_kind)
        for start in range(0, len(of_one_kind), LETTERS_A_RUN):
            _begin(practice_id, of_one_kind[start : start + LETTERS_A_RUN], by)
    return len(packs)


def _begin(practice_id: int, packs: list[Pack], by: User) -> None:
    run = PrintRun.objects.create(organisation_id=practice_id, asked_by=by, letters=len(packs))
    attach(packs, channel=Channel.LETTER, print_run=run)
    if len(packs) <= INLINE_LETTERS:
        make(run_id=run.pk)
    else:
        tasks.make_print_run.defer(run_id=run.pk)


def make(*, run_id: int) -> None:
    """Set the letters of a run into its file. Made again, the file and its links are new."""
    with transaction.atomic():
        run = PrintRun.objects.select_for_update().get(pk=run_id)
        if run.posted_at:
            return
        packs = list(packs_of(run).filter(person__in=Person.objects.living(clock.today())).order_by("pk"))
        tokens = make_links(pack for pack in packs if pack.person.birth_date)  # without one, no link opens
        pdf = render_run([letter(pack, token=tokens.get(pack.pk)) for pack in packs]) if packs else b""
        _keep(run, pdf)
        Message.objects.filter(print_run=run, person__in=[pack.person_id for pack in packs]).update(made_at=clock.now())
        run.done, run.finished_at, run.failure = len(packs), clock.now(), ""
        run.save(update_fields=["done", "finished_at", "failure"])


def note_failure(*, run_id: int, error: Exception) -> None:
    """Say on the run's page that it was not made; the kind of error carries no personal data."""
    PrintRun.objects.filter(pk=run_id).update(failure=type(error).__name__)


def packs_of(run: PrintRun) -> QuerySet[Pack]:
    return Pack.objects.filter(message__print_run=run).select_related("person", "message")


def died_since(run: PrintRun) -> QuerySet[Pack]:
    """Packs whose letters must be taken out of the printed run: their people have died."""
    return packs_of(run).exclude(person__in=Person.objects.living(clock.today()))


@transaction.atomic
def mark_posted(*, run: PrintRun, by: User) -> int:
    """The letters are in the post: their packs are sent and the file is removed. How many were marked."""
    with access.working():
        run = PrintRun.objects.select_for_update().get(pk=run.pk)
        if run.posted_at or not run.finished_at:
            return 0
        living = packs_of(run).exclude(pk__in=died_since(run))
        now = clock.now()
        Message.objects.filter(pk__in=living.values("message")).update(handed_over_at=now)
        Message.objects.filter(pk__in=died_since(run).values("message")).update(
            suppressed_at=now, suppressed_because="Has died"
        )
        sent = mark_sent(packs=living, by=by)
        run.posted_at = now
        run.save(update_fields=["posted_at"])
        transaction.on_commit(lambda: default_storage.delete(path(run)))
    return sent


def path(run: PrintRun) -> str:
    """Where the file stands among the stored files."""
    return f"print-runs/{run.ref}.pdf"


def _keep(run: PrintRun, pdf: bytes) -> None:
    default_storage.delete(path(run))
    default_storage.save(path(run), ContentFile(pdf))
