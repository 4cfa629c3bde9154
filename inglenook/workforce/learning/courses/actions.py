"""Verbs of learning: take a course in, go through a module, answer, finish, remember."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User

from ...models import Course, QuizAnswer, Recall, RecallChoice, Study
from ..faults import Fault, Faulty
from . import rules


@transaction.atomic
def take_in(course: rules.Course) -> Course:
    """Keep a course that was read from its files. Raises Faulty when another of its version, or a newer, is here."""
    known = Course.objects.filter(code=course.code).first()
    if known and known.contents != rules.as_mapping(course) and course.version <= known.version:
        mend = f"Write `version: {known.version + 1}`, so that it can be told which one somebody took."
        raise Faulty([Fault("course.yaml", 0, f"Version {known.version} of this course is here already.", mend)])
    return keep(course)


def keep(course: rules.Course) -> Course:
    """The course's row as the course says. Progress stays: it goes by the codes of modules."""
    said = {"version": course.version, "title": course.title, "contents": rules.as_mapping(course)}
    return Course.objects.update_or_create(code=course.code, defaults=said)[0]


@transaction.atomic
def go_to(*, course: Course, module: rules.Module, step: int, by: User) -> Study:
    """The learner is at this step now; at the last, with every question answered, the module is finished."""
    study, _ = Study.objects.get_or_create(learner=by, course=course, module=module.code)
    study.step = max(1, min(step, module.steps))
    study.save(update_fields=["step"])
    if study.step == module.steps and not study.finished_at:
        _finish(study, module)
    return study


def _finish(study: Study, module: rules.Module) -> None:
    answers = QuizAnswer.objects.filter(learner=study.learner, course=study.course, module=module.code)
    given = dict(answers.filter(question__lt=len(module.quiz)).values_list("question", "is_right"))
    if len(given) < len(module.quiz):
        return
    study.finished_at = clock.now()
    study.save(update_fields=["finished_at"])
    wrong = sorted(number for number, is_right in given.items() if not is_right)
    again = rules.recalls(rules.from_mapping(study.course.contents), module, wrong, clock.today())
    named = {"learner": study.learner, "course": study.course, "module": module.code}
    Recall.objects.bulk_create(
        [Recall(**named, due_on=on, question=question) for on, question in again], ignore_conflicts=True
    )


@transaction.atomic
def answer(*, course: Course, module: rules.Module, question: int, chosen: Collection[int], by: User) -> QuizAnswer:
    """What the learner chose; chosen again, the newest holds."""
    named = {"learner": by, "course": course, "module": module.code, "question": question}
    said = {"chosen": sorted(chosen), "is_right": module.quiz[question].is_right(chosen), "answered_at": clock.now()}
    return QuizAnswer.objects.update_or_create(**named, defaults=said)[0]


@transaction.atomic
def answer_again(*, recall: Recall, question: rules.Question, chosen: Collection[int]) -> None:
    """A question that came again is answered, once."""
    recall.chosen, recall.is_right = sorted(chosen), question.is_right(chosen)
    recall.answered_at = clock.now()
    recall.save(update_fields=["chosen", "is_right", "answered_at"])


@transaction.atomic
def choose_email(*, by: User, wants: bool) -> None:
    """Whether questions come again by e-mail; on the page for learning they wait either way."""
    RecallChoice.objects.update_or_create(learner=by, defaults={"wants_email": wants, "changed_at": clock.now()})


@transaction.atomic
def stop_email(ref: UUID) -> None:
    """No more e-mails to whoever was sent this ref."""
    with access.working():
        RecallChoice.objects.filter(ref=ref).update(wants_email=False, changed_at=clock.now())
