"""Commands of the support between appointments."""

import json
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from .monitor.actions import watch
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


def monitor(as_json: AsJson = False) -> None:
    """Say whether Inglenook works: exit code 0 when all is well, 1 when something has gone quiet. For cron."""
    found = watch()
    console = Console(soft_wrap=True)
    if as_json:
        facts = [{"code": c.code, "title": c.title, "is_well": c.is_well, "says": c.says} for c in found]
        console.print_json(json.dumps({"is_well": all(c.is_well for c in found), "checks": facts}))
    else:
        for check in found:
            console.print(f"{'well ' if check.is_well else 'QUIET'} {check.title}: {check.says}")
    raise typer.Exit(0 if all(check.is_well for check in found) else 1)


def _said(swept: Swept) -> str:
    if not swept.changed:
        return "Nothing is due."
    return (
        f"{swept.enrolments:,} enrolments had something due: {swept.messages:,} messages made, {swept.lapsed:,} lapsed"
        f" with their reason, {swept.finished:,} came to their end, {swept.stopped:,} stopped."
        f" {swept.unanswered:,} check-ins were not answered in time, {swept.silent:,} rules of silence set off."
    )
