"""Print runs: letters of one practice and one kind of paper in one file, printed, posted, and marked as sent."""

from itertools import groupby

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.messaging import printing
from inglenook.messaging.models import PrintRun

from ..models import Pack
from . import tasks
from .actions import mark_sent
from .ledger import attach
from .letters import TITLE
from .links import make_links
from .printing import kind_of_paper, packs_pdf
from .rules import INLINE_LETTERS, LETTERS_A_RUN


def ask(*, packs: QuerySet[Pack], by: User) -> int:
    """Put these packs into print runs and have those made; how many letters. Small runs are ready at once."""
    packs = list(packs.order_by("person__practice_id", "large_print", "easy_read", "pk").select_related("person"))
    for (practice_id, *_), of_one_kind in groupby(packs, key=_kind):
        of_one_kind = list(of_one_kind)
        for start in range(0, len(of_one_kind), LETTERS_A_RUN):
            _begin(practice_id, of_one_kind[start : start + LETTERS_A_RUN], by)
    return len(packs)


def _kind(pack: Pack) -> tuple[int | None, bool, bool]:
    return pack.person.practice_id, *kind_of_paper(pack)


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
        printing.put_aside(run)
        packs = list(packs_of(run).filter(message__suppressed_at=None).order_by("pk"))
        tokens = make_links(pack for pack in packs if pack.person.birth_date)  # without one, no link opens
        pdf = packs_pdf(packs, tokens) if packs else b""
        _keep(run, pdf)
        printing.note_made([pack.message for pack in packs], title=TITLE)
        run.done, run.finished_at, run.failure = len(packs), clock.now(), ""
        run.save(update_fields=["done", "finished_at", "failure"])


def note_failure(*, run_id: int, error: Exception) -> None:
    """Say on the run's page that it was not made; the kind of error carries no personal data."""
    PrintRun.objects.filter(pk=run_id).update(failure=type(error).__name__)


def packs_of(run: PrintRun) -> QuerySet[Pack]:
    return Pack.objects.filter(message__print_run=run).select_related("person__preferences", "message")


def to_take_out(run: PrintRun) -> list[Pack]:
    """Packs whose letters must be taken out of the printed run, each with `because`."""
    with access.working():
        reasons = printing.take_out(run)
    packs = list(packs_of(run).filter(message__in=reasons).order_by("pk"))
    for pack in packs:
        pack.because = reasons[pack.message_id]
    return packs


@transaction.atomic
def mark_posted(*, run: PrintRun, by: User) -> int:
    """The letters are in the post: their packs are sent and the file is removed. How many were marked."""
    with access.working():
        run = PrintRun.objects.select_for_update().get(pk=run.pk)
        if run.posted_at or not run.finished_at:
            return 0
        printing.hand_over(run)
        sent = mark_sent(packs=packs_of(run).filter(message__handed_over_at__isnull=False), by=by)
        run.posted_at = clock.now()
        run.save(update_fields=["posted_at"])
        transaction.on_commit(lambda: default_storage.delete(path(run)))
    return sent


def path(run: PrintRun) -> str:
    """Where the file stands among the stored files."""
    return f"print-runs/{run.ref}.pdf"


def _keep(run: PrintRun, pdf: bytes) -> None:
    default_storage.delete(path(run))
    default_storage.save(path(run), ContentFile(pdf))
