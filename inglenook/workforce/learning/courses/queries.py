"""Courses, how far somebody has come in them, and how far a team has."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from inglenook.core import access, clock
from inglenook.core.counting import Share, share
from inglenook.core.models import Membership, User

from ...models import Course, QuizAnswer, Recall, RecallChoice, Study
from . import rules


@dataclass(frozen=True)
class Progress:
    """One course as one learner has it: `studies` by the code of the module."""

    row: Course
    course: rules.Course
    studies: dict[str, Study]

    @property
    def finished(self) -> int:
        return sum(self.has_finished(module) for module in self.course.modules)

    @property
    def is_finished(self) -> bool:
        return self.finished == len(self.course.modules)

    @property
    def has_begun(self) -> bool:
        return any(module.code in self.studies for module in self.course.modules)

    @property
    def next_number(self) -> int:
        """The first module that is not finished, counted from 1; the first of all when none is left."""
        numbered = enumerate(self.course.modules, start=1)
        return next((number for number, module in numbered if not self.has_finished(module)), 1)

    def has_finished(self, module: rules.Module) -> bool:
        study = self.studies.get(module.code)
        return bool(study and study.finished_at)


def courses_of(user: User) -> list[Progress]:
    """All courses, those that the user is in first."""
    studies: dict[int, dict[str, Study]] = {}
    for study in Study.objects.filter(learner=user):
        studies.setdefault(study.course_id, {})[study.module] = study
    found = [Progress(row, rules.from_mapping(row.contents), studies.get(row.pk, {})) for row in Course.objects.all()]
    return sorted(found, key=lambda one: (one.is_finished, not one.has_begun, one.course.title))


def progress_in(row: Course, user: User) -> Progress:
    studies = {study.module: study for study in Study.objects.filter(learner=user, course=row)}
    return Progress(row, rules.from_mapping(row.contents), studies)


def answers_in(row: Course, module: rules.Module, user: User) -> dict[int, QuizAnswer]:
    """The user's answers in a module's quiz by the question's number."""
    found = QuizAnswer.objects.filter(learner=user, course=row, module=module.code, question__lt=len(module.quiz))
    return {answer.question: answer for answer in found}


def waiting_recalls(user: User):
    """The questions that have come again and are not answered, the longest due first."""
    found = Recall.objects.filter(learner=user, answered_at=None, due_on__lte=clock.today())
    return found.select_related("course").order_by("due_on", "pk")


def asked_in(recall: Recall) -> tuple[rules.Module, rules.Question] | None:
    """The module and question of a recall; None when the course no longer has them."""
    module = rules.from_mapping(recall.course.contents).module(recall.module)
    if module is None or recall.question >= len(module.quiz):
        return None
    return module, module.quiz[recall.question]


def wants_email(user: User) -> bool:
    return not RecallChoice.objects.filter(learner=user, wants_email=False).exists()


@dataclass(frozen=True)
class TeamModule:
    """How many of a team have finished a module; `done.part` is None where so few could be told apart."""

    title: str
    done: Share


def team_of(organisations: Iterable[int]) -> set[int]:
    """Who works at these organisations or right under them today."""
    at = Q(organisation__in=organisations) | Q(organisation__parent__in=organisations)
    return set(Membership.objects.current().filter(at).values_list("user", flat=True))


def completion(row: Course, team: set[int]) -> list[TeamModule]:
    """Of each module how many of the team have finished it, without names and without small numbers."""
    with access.working():
        counted = Study.objects.filter(course=row, learner__in=team, finished_at__isnull=False)
        done = dict(counted.order_by().values_list("module").annotate(Count("pk")))
    modules = rules.from_mapping(row.contents).modules
    return [TeamModule(module.title, share(done.get(module.code, 0), len(team))) for module in modules]
