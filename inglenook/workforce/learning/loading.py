"""What comes with Inglenook, put into the tables after every migration. Safe to repeat."""

from functools import cache

from .courses import rules
from .courses.actions import keep
from .courses.reading import read_course
from .resources import reading
from .vocabulary import DATA
from .world import importing


def load_shipped(**_signal) -> None:
    """Courses, resources and organisations as their files say."""
    for course in _courses():
        keep(course)
    reading.keep(reading.shipped())
    importing.keep(importing.read(DATA / "organisations.csv"))


@cache
def _courses() -> list[rules.Course]:
    return [read_course(folder) for folder in sorted((DATA / "courses").iterdir())]
