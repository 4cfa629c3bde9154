"""Commands of the workforce room, for the root command line to register."""

from pathlib import Path
from typing import Annotated

import typer

scenarios = typer.Typer(no_args_is_help=True, help="Scenarios of the practice room.")


@scenarios.callback()
def _scenarios() -> None:
    """Scenarios of the practice room."""


@scenarios.command("check")
def check_scenarios(
    path: Annotated[Path, typer.Argument(exists=True, help="A scenario's file, or a folder of them.")],
) -> None:
    """Find dead ends, unreachable lines, loops without a way out, missing feedback and unknown names, by line."""
    from .practice.checking import check

    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise typer.BadParameter("There is no scenario (*.yaml) in this folder.")
    wrong = 0
    for file in files:
        scenario, faults = check(file.read_text(errors="replace"))
        for fault in faults:
            typer.echo(f"{file}:{fault.line}: {fault.what} {fault.mend}")
        if scenario:
            said = sum(len(turn.wordings) for turn in scenario.turns.values())
            typer.echo(
                f"{file}: whole. {len(scenario.turns)} turns, {said} wordings, at most {scenario.most} turns a talk."
            )
        wrong += len(faults)
    raise typer.Exit(1 if wrong else 0)
