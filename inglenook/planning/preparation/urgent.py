"""A value past its urgent threshold reaches a named professional first: its pack is held until somebody has seen it."""

from datetime import timedelta

from django.db.models import QuerySet

from inglenook.core import clock

from ..models import Pack, Task

HELD = "A result must be seen by a professional first"


def unseen(said: dict[int, dict]) -> dict[int, dict]:
    """Of contents by person, those with an urgent value that no professional has acknowledged yet."""
    pressing = {key: one for key, one in said.items() if _urgent(one)}
    keys = [_key(entry) for one in pressing.values() for entry in _urgent(one)]
    seen = set(Task.objects.filter(key__in=keys, done_at__isnull=False).values_list("key", flat=True))
    return {key: one for key, one in pressing.items() if any(_key(entry) not in seen for entry in _urgent(one))}


def waiting(pack: Pack) -> QuerySet[Task]:
    """The urgent values of the pack's person that nobody has acknowledged."""
    return Task.objects.filter(person=pack.person_id, kind=Task.Kind.URGENT_RESULT, done_at=None)


def tell(unseen: dict[int, dict]) -> None:
    """Put each urgent value on the list of the person's named professional; one that is there stays as it is."""
    tasks = [
        Task(
            key=_key(entry),
            kind=Task.Kind.URGENT_RESULT,
            person_id=person_id,
            result_id=entry["results"][0],
            reason=f"{entry['name']} {entry['value']} {entry['unit']}: {entry['word']}",
            owner_id=one["named"].get("user"),
            due_at=clock.now() + timedelta(hours=entry["urgent_within"]),
        )
        for person_id, one in unseen.items()
        for entry in _urgent(one)
    ]
    Task.objects.bulk_create(tasks, ignore_conflicts=True)


def _urgent(one: dict) -> list[dict]:
    return [entry for entry in one["results"] if entry["urgent_within"] is not None]


def _key(entry: dict) -> str:
    return f"urgent:{entry['results'][0]}"
