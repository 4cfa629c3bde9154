"""Commands of learning, for the root command line to register."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table


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
