"""What a course is: modules of a few pages, a quiz that explains, and questions that come again. Plain Python."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

RECALL_DAYS = (2, 7, 30)


@dataclass(frozen=True)
class Answer:
    """One answer to choose, whether it is right, and why or why not."""

    text: str
    because: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    ask: str
    answers: list[Answer]

    @property
    def right(self) -> list[int]:
        return [number for number, answer in enumerate(self.answers) if answer.right]

    @property
    def has_several(self) -> bool:
        """Whether more than one answer is right, so that boxes are ticked."""
        return len(self.right) > 1

    def is_right(self, chosen: Iterable[int]) -> bool:
        return sorted(set(chosen)) == self.right


@dataclass(frozen=True)
class Page:
    """One page to read; `text` is Markdown."""

    title: str
    text: str


@dataclass(frozen=True)
class Module:
    """Some minutes of a course. Its steps are its pages, then its questions, then the end."""

    code: str
    title: str
    minutes: int
    levels: list[str]
    aims: list[str]
    tomorrow: str
    sources: list[dict]
    pages: list[Page]
    quiz: list[Question]

    @property
    def steps(self) -> int:
        return len(self.pages) + len(self.quiz) + 1

    def page_at(self, step: int) -> Page | None:
        return self.pages[step - 1] if step <= len(self.pages) else None

    def question_at(self, step: int) -> int | None:
        """The number, from 0, of the question that is this step."""
        number = step - 1 - len(self.pages)
        return number if 0 <= number < len(self.quiz) else None


@dataclass(frozen=True)
class Course:
    code: str
    title: str
    about: str
    version: int
    dated: str
    licence: str
    audience: list[str]
    modules: list[Module]
    sign_off: str = ""
    recall_days: list[int] = field(default_factory=lambda: list(RECALL_DAYS))

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    def module(self, code: str) -> Module | None:
        return next((module for module in self.modules if module.code == code), None)


def as_mapping(course: Course) -> dict:
    return asdict(course)


def from_mapping(contents: dict) -> Course:
    """The course that `as_mapping` wrote."""
    return Course(**contents | {"modules": [module_from(module) for module in contents["modules"]]})


def module_from(contents: dict) -> Module:
    pages = [Page(**page) for page in contents["pages"]]
    quiz = [Question(one["ask"], [Answer(**answer) for answer in one["answers"]]) for one in contents["quiz"]]
    return Module(**contents | {"pages": pages, "quiz": quiz})


def recalls(course: Course, module: Module, wrong: Iterable[int], on: date) -> list[tuple[date, int]]:
    """On which days which question comes again after a module: first those answered wrong, then the others in turn."""
    wrong = list(wrong)
    order = wrong + [number for number in range(len(module.quiz)) if number not in wrong]
    return [(on + timedelta(days=days), order[at % len(order)]) for at, days in enumerate(course.recall_days)]
