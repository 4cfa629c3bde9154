"""Commands of support between appointments."""

import json
from typing import Annotated

import typer
from rich.console import Console

from .monitor.actions import watch

AsJson = Annotated[bool, typer.Option("--json", help="Print one line of JSON.")]


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
