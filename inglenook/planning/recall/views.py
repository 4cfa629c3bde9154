"""The page "Who is due, and why", and its list as a file."""

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from inglenook.core import access, clock
from inglenook.core.roles import Section
from inglenook.kit.words import by_when, day
from inglenook.people.api import sees
from inglenook.people.doors import for_readers_of

from . import breakdown, page, queries

PAGE_SIZE = 50


@for_readers_of(Section.CYCLE)
def due(request: HttpRequest) -> HttpResponse:
    """The funnel of the cycle, the filters, and the people behind each number."""
    asked = _asked(request)
    counts = queries.count(asked.cycles, asked.on)
    pages = Paginator(asked.rows, PAGE_SIZE)
    pages.count = counts.of(asked.chosen.states)
    shown = pages.get_page(request.GET.get("page"))
    rows = page.rows(list(shown), asked.on, clinical=asked.clinical)
    return render(
        request,
        "planning/recall/due.jinja",
        {
            "page": shown,
            "rows": rows,
            "meanings": {brief: sentence for row in rows for brief, sentence in row["why"].items()},
            "funnel": page.funnel(counts, request),
            "beside": page.beside(counts, request),
            "summary": page.summary(counts, asked.window),
            "filters": page.filter_items(asked),
            "breakdown": breakdown.table(asked.cycles, asked.chosen.by, asked.on) if asked.chosen.by else None,
            "clinical": asked.clinical,
        },
    )


@for_readers_of(Section.CYCLE)
def due_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a CSV file, all its pages."""
    asked = _asked(request)
    response = StreamingHttpResponse(_lines(request.user, asked), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="due-{asked.on.isoformat()}.csv"'
    return response


def _asked(request: HttpRequest) -> page.Asked:
    clinical = sees(request.user, Section.RECORD)
    return page.asked(request, clock.today(), clinical=clinical)


class _Echo:
    """What csv writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(user, asked: page.Asked) -> Iterator[str]:
    # The file is sent after the request's transaction has ended, so it takes the actor's place anew.
    write = csv.writer(_Echo()).writerow
    yield write(["Name", "NHS number", "Date of birth", "Due by", "When", "Why", "State"])
    with access.acting_as(user):
        for cycle in asked.rows.iterator(chunk_size=2000):
            why = " ".join(queries.reasons_in_words(cycle, clinical=asked.clinical).values())
            person = cycle.person
            yield write(
                [
                    *map(harmless, (person.name, person.nhs_number or "")),
                    day(person.birth_date),
                    day(cycle.due_on),
                    by_when(cycle.due_on, asked.on),
                    why,
                    cycle.get_state_display(),
                ]
            )


def harmless(cell: str) -> str:
    """The cell so that a spreadsheet takes it for text and never for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
