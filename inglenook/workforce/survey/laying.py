"""Answers are laid anew in random order, and surveys whose time is over are counted. Background work.

A row that is changed moves to the end of its table, and a transaction leaves its number on all it wrote: read together,
invitations and answers would tell in which order, and by whom, they came. So both are taken up and laid down anew, in
random order and by one transaction, as soon as a few have come and once more at the end.
"""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from inglenook.core import access, clock
from inglenook.core.counting import SMALLEST

from ..models import Draft, Sheet, Survey, Tally
from .answering import GRACE, HALF_WAY, KEPT

SHEETS = """
WITH taken AS (DELETE FROM workforce_sheet WHERE survey_id = %s RETURNING survey_id, answers, language, seed)
INSERT INTO workforce_sheet (key, survey_id, answers, language, seed)
SELECT gen_random_uuid(), survey_id, answers, language, seed FROM taken ORDER BY random()
"""
INVITATIONS = """
WITH taken AS (DELETE FROM workforce_invitation WHERE survey_id = %s RETURNING *)
INSERT INTO workforce_invitation SELECT * FROM taken ORDER BY random()
"""


def lay_all() -> None:
    """The open surveys to which a few answers have come since they were last laid."""
    with access.working():
        running = Survey.objects.filter(opens_at__lte=clock.now(), counted_at=None)
        for survey in running:
            if Sheet.objects.filter(survey=survey).count() - survey.tally.laid >= SMALLEST:
                lay(survey)


@transaction.atomic
def lay(survey: Survey) -> None:
    with access.working(), connection.cursor() as cursor:
        tally = Tally.objects.select_for_update().get(survey=survey)
        cursor.execute(SHEETS, [survey.pk])
        tally.laid = cursor.rowcount
        cursor.execute(INVITATIONS, [survey.pk])
        tally.save(update_fields=["laid"])


def settle_all() -> None:
    """Count the surveys whose time is over, and let go of what was never sent."""
    with access.working():
        half_way = Draft.objects.filter(survey=OuterRef("pk"), touched_on__gte=clock.today() - HALF_WAY)
        over = Survey.objects.filter(closes_at__lte=clock.now(), counted_at=None).annotate(waits=Exists(half_way))
        for survey in over:
            if not survey.waits or survey.closes_at + GRACE <= clock.now():
                settle(survey)
        Draft.objects.filter(survey__counted_at__lt=clock.now() - KEPT).delete()


@transaction.atomic
def settle(survey: Survey) -> None:
    """No more answers come in from now on; the results may be seen."""
    lay(survey)
    with access.working():
        Survey.objects.filter(pk=survey.pk, counted_at=None).update(counted_at=clock.now())
