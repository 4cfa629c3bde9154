"""Every page of Inglenook, found from the addresses it answers, so that a new page joins by itself.

Where an address names something, the first such thing that somebody can open stands for all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlsplit

PATIENCE = 120_000  # ms: many things run at once on the machine that tests
THINGS = 8  # of each kind that an address may name
TRIES = 16  # addresses asked for before a page is left as not this persona's
CHARACTERS = 12
OURS = "inglenook"  # the pages of accounts are a library's
ELSEWHERE = ("/accounts/", "/people-i-care-for/")  # where somebody is sent who may not open a page
NICKNAMES = {  # what an address calls the things of a model, beside its plural
    "Person": ("people",),
    "ReviewCycle": ("cycles", "gather"),
    "Pack": ("prepare", "papers"),
    "DeviceWriting": ("device",),
    "Enrolment": ("programmes",),
    "ReadingList": ("lists",),
    "PaperForm": ("forms",),
    "Recall": ("again",),
    "RecallChoice": ("stop",),
    "Service": ("help", "directory"),
    "OutcomePoint": ("outcomes",),
    "Introduction": ("offers",),
    "SharedDecision": ("decisions",),
    "PeerSupporter": ("peers",),
    "PeerMatch": ("matches",),
    "OwnFact": ("facts",),
    "OwnAppointment": ("appointments",),
    "PersonalContact": ("contacts",),
    "ProfessionalContact": ("professionals",),
    "Organisation": ("limits",),
    "StageGoal": ("smallgoals",),
    "Formulation": ("story",),
    "ContingencyPlan": ("unwell",),
    "SupportPlan": ("support",),
}
ADDRESS = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Page:
    """One address Inglenook answers: its name and its route, with arguments in angle brackets."""

    name: str
    route: str

    @property
    def arguments(self) -> list[str]:
        return ADDRESS.findall(self.route)

    def at(self, values: dict) -> str:
        return "/" + ADDRESS.sub(lambda found: str(values[found[1]]), self.route)


def pages() -> list[Page]:
    """Every address that has a name."""
    from django.urls import get_resolver

    return list(_pages(get_resolver().url_patterns, ""))


def _pages(patterns, before: str, room: str = "") -> Iterator[Page]:
    for pattern in patterns:
        route = before + re.sub(r"\\Z|\^|\$", "", str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from _pages(pattern.url_patterns, route, f"{pattern.namespace}-" if pattern.namespace else room)
        elif pattern.name and "(" not in route:
            yield Page(room + pattern.name, route)


class Finder:
    """Finds what one account (None for a visitor) is given, by asking; looks up once what there is of each kind."""

    def __init__(self, email: str | None, is_page: Callable[[Page, str], bool]):
        self.email, self.is_page = email, is_page
        self.seen: dict = {}

    def find(self, page: Page) -> str | None:
        """The first address of the page that this account is given; None when the page is not theirs."""
        if not page.arguments:
            return page.at({}) if self.is_page(page, page.at({})) else None
        wanted = (page.at(values) for values in self._choices(page) if set(page.arguments) <= set(values))
        return next((at for at in islice(dict.fromkeys(wanted), TRIES) if self.is_page(page, at)), None)

    def _choices(self, page: Page) -> Iterator[dict]:
        """What may stand for the arguments of an address, the likeliest first."""
        for row in chain.from_iterable(map(self._rows, _named_by(page))):
            values = {"ref": row.ref, "pk": row.pk, "n": 1, "number": 1} | _of_their_person(row, page)
            for code in _codes(page):
                yield values | {"code": code, "measure": "systolic"}
                if "code" not in page.arguments:
                    break

    def _rows(self, model) -> list:
        from inglenook.core import access
        from inglenook.core.models import User

        if model not in self.seen:
            with access.acting_as(User.objects.filter(email=self.email).first()):
                self.seen[model] = self._people() if model.__name__ == "Person" else self._first_rows(model)
        return self.seen[model]

    def _people(self) -> list:
        """Those with an account and those of the stories, before all others."""
        from inglenook.people.models import Person

        if Person not in self.seen:
            known = Person.objects.filter(user__isnull=False)[:CHARACTERS]
            self.seen[Person] = [*known, *Person.objects.order_by("-nhs_number")[:CHARACTERS]]
        return self.seen[Person]

    def _first_rows(self, model) -> list:
        """A few rows; where they are about a person, of the first people: no others need be looked through."""
        of_people = any(field.name == "person" for field in model._meta.fields) and self._people()
        if not of_people:  # a charity sees what it is asked for and nobody's record
            return list(model.objects.order_by(*_open_first(model))[:THINGS])
        rows = model.objects.filter(person__in=of_people)
        return list(rows.order_by(*_open_first(model), "-person__nhs_number", "-pk")[:THINGS])


def _of_their_person(row, page: Page) -> dict:
    """Where the person stands in the address before the thing, which then goes by its model's name."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(row).__name__).lower()
    return {"ref": row.person.ref, name: row.ref} if name in page.arguments else {}


def _named_by(page: Page) -> list:
    """The models whose things an address may name: of those whose plural is in it, first the one it names last; else
    all."""
    from django.apps import apps

    models = [model for model in apps.get_models() if any(field.name == "ref" for field in model._meta.fields)]
    models = [model for model in models if not hasattr(model, "pgh_tracked_model")]
    words = page.route.rpartition("<")[0].replace("-", "").replace("_", "").split("/")
    places = {model: max((words.index(w) for w in _called(model) if w in words), default=-1) for model in models}
    near = sorted((model for model in models if places[model] >= 0), key=lambda model: -places[model])
    return near or models


def _called(model) -> tuple[str, ...]:
    return (model.__name__.lower() + "s", *NICKNAMES.get(model.__name__, ()))


def _open_first(model) -> list:
    """What is still open says more than what is over."""
    from django.db.models import F

    ends = [field.name for field in model._meta.fields if field.name in ("ended_at", "closed_at", "done_at")]
    return [F(name).desc(nulls_first=True) for name in ends]


def _codes(page: Page) -> list[str]:
    """What may stand for a code in this address: a prompt, or what the library beside it calls a strategy."""
    from inglenook.people.models.about import Prompt
    from inglenook.planning.preparation.prompts import prompts
    from inglenook.workforce.strategies.api import strategies

    words = set(page.route.split("/"))
    if "about" in words:
        return Prompt.values[:1]
    return list(strategies())[:1] if {"words", "strategies"} & words else list(prompts())


def asking_in(context, verbs: set[str]) -> Callable[[Page, str], bool]:
    """Whether an address is a page, asked through a browser's context. `verbs`: names of those that are posted to or
    are files, whoever asks; one set does for all accounts. What sends this account away is asked for once."""
    closed = set()

    def is_page(page: Page, at: str) -> bool:
        if page.name in verbs | closed:
            return False
        answer = context.request.get(at, max_redirects=0, timeout=PATIENCE)
        assert answer.status < 500, f"{at} answers {answer.status}"
        is_html = answer.headers.get("content-type", "").startswith("text/html")
        if answer.status == 405 or answer.status == 200 and not is_html:
            verbs.add(page.name)
        if answer.status == 403 or answer.headers.get("location", "").startswith(ELSEWHERE):
            closed.add(page.name)
        return answer.status == 200 and is_html

    return is_page


def asking_with(client) -> Callable[[Page, str], bool]:
    """Whether an address is a page of ours, asked in this process by Django's client. What is closed to the account,
    or no page, is asked once."""
    from django.urls import resolve

    closed = set()

    def is_page(page: Page, at: str) -> bool:
        if page in closed or not resolve(urlsplit(at).path).func.__module__.startswith(OURS):
            return False
        answer = client.get(at)
        if answer.status_code in (403, 405) or answer.headers.get("Location", "").startswith(ELSEWHERE):
            closed.add(page)
        return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")

    return is_page
