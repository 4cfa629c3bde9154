"""A demonstration to stand in, and the people of its stories."""

import copy
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from inglenook.demo import steps
from inglenook.demo.accounts import has_accounts
from inglenook.demo.synthesis.organisations import organisations
from tests.demo import urls

__all__ = ["urls"]  # read before any test stands in a demonstration, so that the usual addresses are without it


@pytest.fixture
def demonstration(settings):
    """Settings as INGLENOOK_DEMO=1 makes them, without adding an app, which can be done once only."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.demo.urls"
    templates = copy.deepcopy(settings.TEMPLATES)
    for engine in templates:
        engine["OPTIONS"]["context_processors"].append("inglenook.demo.context.bar")
    templates[0]["DIRS"] = [Path(steps.__file__).with_name("jinja2")]
    settings.TEMPLATES = templates


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory):
    """The people of the stories and nobody else, set up on a second try: the first is stopped half-way.

    Gives what stood after the first. The import writes on a connection of its own, so all this commits and is emptied
    in the end.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "HOME", tmp_path_factory.mktemp("home"))
        patch.setattr(steps, "synthesise", _organisations_alone)
        with pytest.MonkeyPatch.context() as stopped, pytest.raises(KeyboardInterrupt):
            stopped.setattr(steps, "gather", _stop)
            _set_up()
        first = {"accounts": has_accounts()}
        _set_up()
        yield first
        call_command("flush", interactive=False, verbosity=0)


def _set_up() -> None:
    for _, work in steps.steps(people=1, seed=1):
        work()


def _organisations_alone(*, people: int, seed: int, out: Path, **_asked) -> None:
    """The region's organisations, where a whole region would take seconds to draw."""
    out.mkdir(parents=True, exist_ok=True)
    lines = "".join(organisations(seed, people).to_pylist())
    (out / "Organization.000.ndjson").write_text(lines)


def _stop(**_asked):
    raise KeyboardInterrupt
