"""Commands of the directory, for the root command line to register."""

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

OUTCOMES = ("read", "kept", "unchanged", "ignored", "rejected", "gone")


def _that_is_there(address: str) -> str:
    """A slip of the finger is said at once, and is not kept as a feed."""
    if address.startswith(("https://", "http://")) or (address and Path(address).exists()):
        return address
    raise typer.BadParameter("There is no such file or folder, and an address of the web begins with https://")


def directory(
    address: Annotated[
        str,
        typer.Argument(help="URL of an Open Referral feed, or a file, folder or zip of one.", callback=_that_is_there),
    ],
    name: Annotated[str, typer.Option(help="What to call the feed; its host or file name unless set.")] = "",
    every: Annotated[int | None, typer.Option(help="Read it again every so many hours.")] = None,
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Let it take away more than half of what is known of it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Bring in a directory of services (Open Referral UK 3.0, HSDS 3.0, HSDS 1.1 tables). Safe to repeat."""
    from .directory.reading import BeingRead, read_in

    try:
        with _reading() as show:
            run = read_in(address, name=name, every_hours=every, accept_losses=accept_losses, progress=show)
    except BeingRead as error:
        raise typer.BadParameter(f"{error} is being read now.") from error
    faults = Counter((fault.weight, fault.what, fault.mend) for fault in run.faults.all())
    (_print_json if as_json else _print)(run, faults)
    raise typer.Exit(1 if run.state == run.State.REFUSED else 0)


class _reading:
    """A line that says how many services have been read so far."""

    def __enter__(self):
        columns = SpinnerColumn(), TextColumn("{task.completed:,} services read")
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        task = self._bar.add_task("")
        self._bar.start()
        return lambda read: self._bar.update(task, completed=read)

    def __exit__(self, *_error):
        self._bar.stop()


def _print_json(run, faults: Counter) -> None:
    listed = [{"weight": w, "what": what, "mend": mend, "times": n} for (w, what, mend), n in faults.most_common()]
    typer.echo(json.dumps({"state": run.state, "counts": run.counts, "faults": listed}, indent=2))


def _print(run, faults: Counter) -> None:
    counts = Table("", *OUTCOMES, title=f"{run.feed.name}: {run.get_state_display().lower()}")
    for kind, row in run.counts.items():
        counts.add_row(kind, *(f"{row[name]:,}" if name in row else "" for name in OUTCOMES))
    console = Console()
    console.print(counts)
    if faults:
        table = Table("times", "", "what is wrong", "how to mend it", title=f"{run.faults_found:,} faults")
        for (weight, what, mend), times in faults.most_common():
            table.add_row(f"{times:,}", weight, what, mend)
        console.print(table)
        console.print("Each with its place: /directory/feeds/")


def postcodes(
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="The ONS postcode directory: CSV, gz or zip.")
    ],
    replace: Annotated[bool, typer.Option("--replace", help="Forget postcodes that are not in it.")] = False,
) -> None:
    """Bring in where postcodes are (ONS postcode directory). Without them, districts stand where services are."""
    from .find.index import index
    from .find.postcodes import NoPostcodes, import_postcodes

    try:
        imported = import_postcodes(path, replace=replace)
    except NoPostcodes as error:
        raise typer.BadParameter(f"This is not a postcode directory: {error}.") from error
    index(everything=True)
    typer.echo(f"{imported.read:,} postcodes read, {imported.kept:,} kept; the others have ended or have no place.")
