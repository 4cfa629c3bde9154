"""The demonstration in the test database: everybody of its stories, served with its own pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.urls import include, path
from pytest_django.live_server_helper import LiveServer

from inglenook import demo
from inglenook.config.urls import urlpatterns as everywhere
from inglenook.demo.personas import by_email
from inglenook.demo.steps import steps

PEOPLE = 120
VISITOR = "visitor"
urlpatterns = [*everywhere, path("demo/", include("inglenook.demo.urls"))]
handler403 = "inglenook.web.views.not_allowed"
handler404 = "inglenook.web.views.not_found"
handler500 = "inglenook.web.views.went_wrong"


def emails() -> dict[str, str | None]:
    """Who looks at the pages: everybody by code, and a visitor who has not signed in."""
    return {VISITOR: None} | {persona.code: email for email, persona in by_email().items()}


@contextmanager
def demonstration(home: Path) -> Iterator[str]:
    """Tell the stories and serve them at the address given; all is taken away at the end."""
    with override_settings(HOME=home, DEMO=True, ROOT_URLCONF=__name__, TEMPLATES=_templates()):
        for _, work in steps(people=PEOPLE, seed=1):
            work()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def demo_pages() -> list[dict]:
    """The settings of templates with those of the demonstration."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(demo.__file__).with_name("jinja2")]
    return templates


def _templates() -> list[dict]:
    templates = demo_pages()
    for engine in templates:
        engine["OPTIONS"]["context_processors"].append("inglenook.demo.context.bar")
    return templates
