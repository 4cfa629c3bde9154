"""Commands of the demonstration, for the root command line to register."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.db import connections
from rich.console import Console
from rich.progress import Progress

from inglenook.config.schema import migrate_if_needed, taking_turns
from inglenook.config.serve import require_port, serve, wanted_port

from .accounts import has_accounts

HOST = "127.0.0.1"
Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it is; today unless set.")]


def synthesise(
    people: Annotated[int, typer.Option(min=1, help="How many people live in the region.")] = 2_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same region.")] = 1,
    out: Annotated[Path, typer.Option(help="Folder for the files.", file_okay=False)] = Path("region"),
    on: Day = None,
    compress: Annotated[bool, typer.Option("--gzip", help="Compress the files.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier region there.")] = False,
) -> None:
    """Write a synthetic English-shaped region as FHIR bulk NDJSON. Nobody in it is real."""
    from .synthesis import OutputFolderNotEmpty
    from .synthesis import synthesise as write_region

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


def demo(
    people: Annotated[int, typer.Option(min=100, help="How many people live in the region.")] = 6_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same region.")] = 1,
    port: Annotated[int | None, typer.Option(help="The web port. [PORT, else 8000]", min=1, max=65535)] = None,
) -> None:
    """Open Inglenook with made-up people and one-click sign-in as any of them; set all up the first time."""
    port = port or wanted_port()
    require_port(HOST, port)
    migrate_if_needed(typer.echo)
    if not has_accounts():
        _set_up(people=people, seed=seed)
    serve(port, HOST, announce=lambda line: _announce(line, port))


def _set_up(*, people: int, seed: int) -> None:
    """In a process of its own: threads that Typst begins here would be missing, and waited for, in those that `serve`
    forks."""
    connections.close_all()
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as apart:
        apart.submit(_take_steps, people, seed).result()


def _take_steps(people: int, seed: int) -> None:
    from .steps import SETTING_UP, steps  # takes a second to load, and is wanted once

    console = Console()
    with taking_turns(SETTING_UP, typer.echo):
        for name, work in steps(people=people, seed=seed):
            began = time.monotonic()
            with console.status(name):
                work()
            console.print(f"{name}: {time.monotonic() - began:.0f} s")


def _announce(line: str, port: int) -> None:
    typer.echo(line)
    if " is open at " in line:
        typer.echo(f"Choose who to be: http://{HOST}:{port}/demo/")
