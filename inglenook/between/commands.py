"""Commands of the support between appointments."""

import json
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from .sweep.actions import Swept
from .sweep.actions import sweep as sweep_for_everybody

At = Annotated[
    datetime | None,
    typer.Option("--at", formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"], help="The moment, local time; now unless set."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one line of JSON.")]


def sweep(at: At = None, as_json: AsJson = False) -> None:
    """Decide for everybody in a programme what is due now. A second run makes nothing twice."""
    swept = sweep_for_everybody(at=timezone.make_aware(at) if at else None)
    console = Console(soft_wrap=True)
    console.print_json(json.dumps(swept.as_json())) if as_json else console.print(_said(swept))


def _said(swept: Swept) -> str:
    if not swept.changed:
        return "Nothing is due."
    return (
        f"{swept.enrolments:,} enrolments had something due: {swept.messages:,} messages made, {swept.lapsed:,} lapsed"
        f" with their reason, {swept.finished:,} came to their end, {swept.stopped:,} stopped."
        f" {swept.unanswered:,} check-ins were not answered in time, {swept.silent:,} rules of silence set off."
    )
