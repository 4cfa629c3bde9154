"""Who decides for somebody is looked at again before it ends by itself."""

from datetime import timedelta

from django.db import transaction

from inglenook.core import access, clock
from inglenook.people.actions import end_of
from inglenook.people.models import Representative
from inglenook.planning.models import Task
from inglenook.planning.preparation.team import named_professionals

AHEAD = timedelta(days=14)


@transaction.atomic
def ask_for_reviews() -> None:
    """Put each right to decide that ends within a fortnight before whoever knows the person, once."""
    today = clock.today()
    with access.working():
        due = Representative.objects.filter(review_on__range=(today, today + AHEAD), grant__ended_at=None)
        rows = list(due.select_related("person").exclude(person__practice=None))
        named = named_professionals([row.person for row in rows])
        Task.objects.bulk_create([_task(row, named.get(row.person_id)) for row in rows], ignore_conflicts=True)


def _task(row: Representative, owner) -> Task:
    return Task(
        key=f"representative:{row.pk}:{row.review_on}",
        kind=Task.Kind.OTHER,
        person_id=row.person_id,
        reason="Look again at who may decide for them: it ends by itself on the day of review",
        owner=owner,
        due_at=end_of(row.review_on),
    )
