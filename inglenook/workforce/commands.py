"""Commands of the workforce room, for the root command line to register."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

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


def course(
    path: Annotated[Path, typer.Argument(exists=True, help="The folder or zip of a course.")],
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong with it.")] = False,
) -> None:
    """Bring in a course: course.yaml, and a Markdown file for each module. Safe to repeat."""
    from .learning.courses.actions import take_in
    from .learning.courses.reading import read_course
    from .learning.faults import Faulty

    try:
        found = read_course(path)
        if not check:
            take_in(found)
    except Faulty as refused:
        _refuse(refused.faults)
    said = "is as it should be" if check else "is here now"
    typer.echo(f"“{found.title}”, version {found.version}, {len(found.modules)} modules, {said}.")


def organisations(
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV: name, country, about, link, checked_on.")
    ],
) -> None:
    """Bring in organisations around the world for person-centred care. Safe to repeat."""
    from .learning.faults import Faulty
    from .learning.world.importing import keep, read

    try:
        found = read(path)
    except Faulty as refused:
        _refuse(refused.faults)
    keep(found)
    typer.echo(f"{len(found):,} organisations are here now.")


def export_course(
    code: Annotated[str, typer.Argument(help="The course's code, such as whole-team.")],
    to: Annotated[Path | None, typer.Option(help="Where to write it. [CODE-scorm.zip here]")] = None,
) -> None:
    """Write a course as a SCORM 1.2 package for another learning system."""
    from .learning.courses.rules import from_mapping
    from .learning.courses.scorm.packaging import package
    from .models import Course

    found = Course.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Course.objects.values_list("code", flat=True))
        raise typer.BadParameter(f"There is no course “{code}”. Known are: {known}.")
    to = to or Path(f"{code}-scorm.zip")
    to.write_bytes(package(from_mapping(found.contents)))
    typer.echo(f"Written: {to}")


def _refuse(faults: Iterable) -> None:
    """Say every fault with its place, and end with 1; nothing was taken."""
    table = Table("where", "line", "what is wrong", "how to mend it", title="Not taken")
    for fault in faults:
        table.add_row(fault.file, str(fault.line or ""), fault.what, fault.mend)
    Console().print(table)
    raise typer.Exit(1)
