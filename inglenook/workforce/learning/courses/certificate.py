"""A certificate as tagged PDF: who learnt what and when. It holds nothing of any quiz and nothing of any person."""

from pathlib import Path

import orjson

from inglenook.core.models import User
from inglenook.kit.paper import typeset
from inglenook.kit.words import day

from ..vocabulary import vocabulary
from .queries import Progress

TEMPLATE = Path(__file__).parent / "templates" / "certificate.typ"


def certificate_pdf(*, learner: User, progress: Progress) -> bytes:
    """The PDF. The same course finished on the same days gives the same bytes."""
    data = as_data(learner, progress)
    return typeset(TEMPLATE, title=f"Certificate: {data['course']}", author="Inglenook", data=orjson.dumps(data))


def as_data(learner: User, progress: Progress) -> dict:
    """What the template reads: words only."""
    course, levels = progress.course, vocabulary().levels
    finished = [progress.studies[module.code].finished_at for module in course.modules]
    return {
        "name": learner.name,
        "course": course.title,
        "version": course.version,
        "finished": day(max(finished)),
        "minutes": course.minutes,
        "modules": [
            {"title": module.title, "on": day(at), "levels": ", ".join(levels[code].title for code in module.levels)}
            for module, at in zip(course.modules, finished, strict=True)
        ],
    }
