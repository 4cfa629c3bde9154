"""Commands of the demonstration, for the root command line to register."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from .synthesis import OutputFolderNotEmpty
from .synthesis import synthesise as write_region

Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it is. [today]")]


def synthesise(
    people: Annotated[int, typer.Option(min=1, help="How many people live in the region.")] = 2_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same region.")] = 1,
    out: Annotated[Path, typer.Option(help="Folder for the files.", file_okay=False)] = Path("region"),
    on: Day = None,
    compress: Annotated[bool, typer.Option("--gzip", help="Compress the files.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier region there.")] = False,
) -> None:
    """Write a synthetic English-shaped region as FHIR bulk NDJSON. Nobody in it is real."""
    day = (on or datetime.now(UTC)).date()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("People", total=people)
        try:
            counts = write_region(
                people=people, seed=seed, out=out, as_of=day, compress=compress, replace=replace,
                progress=lambda made: bar.advance(task, made),
            )  # fmt: skip
        except OutputFolderNotEmpty as error:
            raise typer.BadParameter(f"{error}. Choose another folder, or --replace an earlier region.") from error
    for name, count in sorted(counts.items()):
        typer.echo(f"{name:<20}{count:>14,}")
