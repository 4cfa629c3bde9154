"""Background work of preparation: print runs, releasing held packs. Run by `inglenook serve` or a worker."""

from procrastinate.contrib.django import app

from inglenook.core import access
from inglenook.core.beats import beat

from ..models import Pack

# The modules that do the work defer these tasks, so they are imported when a task runs.


@app.task(queue="letters", retry=3)
def make_print_run(run_id: int) -> None:
    from . import print_runs

    try:
        with access.working():
            print_runs.make(run_id=run_id)
    except Exception as error:
        with access.working():
            print_runs.note_failure(run_id=run_id, error=error)
        raise


@app.periodic(cron="*/15 * * * *")
@app.task(queue="messages", lock="release_packs", queueing_lock="release_packs")
def release_packs(timestamp: int) -> None:
    from . import packs

    with access.working():
        if Pack.objects.exclude(held_because="").exists():
            packs.release_packs()
    beat("packs")
