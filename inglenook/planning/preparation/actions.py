"""Verbs of preparation: answering, asking for help, finishing, sending, closing."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.models import User

from ..actions import raise_task
from ..models import Answer, CycleEvent, Pack, ReviewCycle, Task
from ..rules import STEPS
from .prompts import prompts
from .rules import HELP_WITHIN_DAYS, READ_WITHIN_DAYS, working_days_after


def save_answer(
    *,
    pack: Pack,
    prompt: str,
    by: User | None,
    text: str = "",
    choices: list[str] | None = None,
    way: str = Answer.Way.WEB,
    said_by: str = "",
) -> Answer:
    """Keep what the person said to a prompt; said again, the newest stands and the former is in its history."""
    answer = Answer(
        pack=pack,
        person_id=pack.person_id,
        prompt=prompt,
        text=text,
        choices=choices or [],
        way=way,
        said_by=said_by,
        written_by=by,
        written_at=clock.now(),
        answered_at=clock.now(),
    )
    [answer] = Answer.objects.bulk_create(
        [answer],
        update_conflicts=True,
        unique_fields=["pack", "prompt"],
        update_fields=["text", "choices", "way", "said_by", "written_by", "written_at", "answered_at"],
    )
    return answer


@transaction.atomic
def want_help(*, pack: Pack, prompt: str, by: User | None) -> None:
    """Ask the person's named professional to help with a prompt. Asked twice, it is on their list once."""
    answer, _ = Answer.objects.get_or_create(
        pack=pack, prompt=prompt, defaults={"person_id": pack.person_id, "written_by": by}
    )
    Answer.objects.filter(pk=answer.pk).update(wants_help=True)
    raise_task(
        key=f"help:{pack.pk}:{prompt}",
        kind=Task.Kind.HELP_WANTED,
        person=pack.person,
        reason=f"Asked for help with “{prompts()[prompt].question}”",
        due_at=working_days_after(clock.now(), HELP_WITHIN_DAYS),
        owner=_named(pack),
        answer=answer,
    )


@transaction.atomic
def finish(*, pack: Pack, by: User | None) -> None:
    """The person is ready: the pack is answered, and somebody is asked to read it. Twice is as once."""
    Pack.objects.filter(pk=pack.pk, answered_at=None).update(answered_at=clock.now(), closed_unanswered_at=None)
    raise_task(
        key=f"answered:{pack.pk}",
        kind=Task.Kind.ANSWERED,
        person=pack.person,
        reason="Got ready for the review: read the answers before you meet",
        due_at=working_days_after(clock.now(), READ_WITHIN_DAYS),
        owner=_named(pack),
    )


@transaction.atomic
def enter_answers(*, pack: Pack, said: dict[str, dict], way: str, said_by: str, by: User) -> None:
    """Keep what staff typed in from paper or heard, by prompt; with it the pack is answered."""
    for prompt, words in said.items():
        save_answer(pack=pack, prompt=prompt, by=by, way=way, said_by=said_by, **words)
    finish(pack=pack, by=by)


def mark_opened(*, pack: Pack) -> None:
    Pack.objects.filter(pk=pack.pk, opened_at=None).update(opened_at=clock.now())


def close_unanswered(*, pack: Pack, by: User) -> None:
    """No answers will come; the review goes on without them."""
    Pack.objects.filter(pk=pack.pk, answered_at=None).update(closed_unanswered_at=clock.now(), written_by=by)


@transaction.atomic
def mark_sent(*, packs: QuerySet[Pack], by: User | None, at: datetime | None = None) -> int:
    """These packs are on their way: their cycles take the step "share". Those sent before stay as they were."""
    moment = at or clock.now()
    with access.working():
        ready = packs.filter(sent_at=None, made_at__isnull=False).select_for_update(of=["self"])
        sending = list(ready.values_list("pk", "cycle_id"))
        Pack.objects.filter(pk__in=[pk for pk, _ in sending]).update(sent_at=moment)
        _share([cycle_id for _, cycle_id in sending], by)
    return len(sending)


def _share(cycle_ids: list[int], by: User | None) -> None:
    """Take the step "share" for many cycles at once, as `take_step` does for one."""
    step, today = STEPS["share"], clock.today()
    cycles = ReviewCycle.objects.filter(pk__in=cycle_ids, state__in=step.begins).select_for_update()
    rows = list(cycles.values_list("pk", "person_id", "state"))
    CycleEvent.objects.bulk_create(
        CycleEvent(
            cycle_id=pk, person_id=person_id, step=step.name, from_state=state, to_state=step.ends, on=today,
            code=step.code, by=by,
        )
        for pk, person_id, state in rows
    )  # fmt: skip
    ReviewCycle.objects.filter(pk__in=[pk for pk, *_ in rows]).update(state=step.ends, state_since=today)


def _named(pack: Pack) -> User | None:
    with access.working():  # whoever came by a private link sees no accounts
        return User.objects.filter(pk=pack.contents.get("named", {}).get("user")).first()
