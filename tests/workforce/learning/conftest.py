"""A small course in a folder, the shipped one, and somebody new at the desk."""

from textwrap import dedent

import pytest

from inglenook.workforce.learning.loading import load_shipped
from inglenook.workforce.models import Course
from tests import factories

COURSE = """\
code: small-course
title: A small course
about: To try what a course is.
version: 1
dated: 2026-11-22
licence: CC BY 4.0
audience: [everyone]
"""
MODULE = dedent("""\
    ---
    title: First things
    minutes: 5
    levels: [values]
    aims: [Say what comes first]
    tomorrow: Say it once, to anybody.
    sources: [{name: A book}]
    quiz:
      - ask: What is one and one?
        answers:
          - {text: Two, right: true, because: Count your thumbs.}
          - {text: Three, because: That is one too many.}
      - ask: Which are even?
        answers:
          - {text: Two, right: true, because: Two times one.}
          - {text: Four, right: true, because: Two times two.}
          - {text: Five, because: One is left over.}
      - ask: And the third?
        answers:
          - {text: Yes, right: true, because: It is.}
          - {text: No, because: It is not.}
    ---

    ## What it is

    Words of the *first* page.

    ## And then

    Words of the second.
    """)


@pytest.fixture
def folder(tmp_path):
    """`folder(changes)`: a course in a folder, with files (path to text; None takes one out) put in or changed."""

    def make(changes=()):
        home = tmp_path / "small-course"
        files = {"course.yaml": COURSE, "modules/01-first.md": MODULE} | dict(changes)
        for name, text in files.items():
            if text is not None:
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (home / name).write_text(text)
        return home

    return make


@pytest.fixture
def course(db):
    load_shipped()
    return Course.objects.get(code="whole-team")


@pytest.fixture
def receptionist(practice):
    return factories.make_user("Tomasz Nowak", role="coordinator", at=practice)
