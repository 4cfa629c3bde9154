"""Commands that bring records in and count them, for the root command line to register."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

if TYPE_CHECKING:
    from inglenook.people.queries import Registers

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def fhir(
    path: Annotated[Path, typer.Argument(exists=True, help="A folder of bulk NDJSON or Bundles, or one file.")],
    source: Annotated[str, typer.Option(help="The system the records come from; else the path's name.")] = "",
    practice: Annotated[str, typer.Option(help="Code of the practice of people who come with none.")] = "",
    as_json: AsJson = False,
) -> None:
    """Import FHIR R4. What is known already stays; the same files again change nothing."""
    from inglenook.core.models import Organisation
    from inglenook.planning.today.actions import raise_urgent

    from .files import NothingToImport
    from .run import import_fhir

    try:
        with _bar() as bar:
            report = import_fhir(
                path, source=source or path.resolve().name, practice=practice or None, progress=_progress(bar, path)
            )
    except KeyboardInterrupt:
        typer.echo("Stopped. The same command again goes on from there.", err=True)
        raise typer.Exit(130) from None
    except NothingToImport as error:
        raise typer.BadParameter(str(error)) from error
    except Organisation.DoesNotExist as error:
        raise typer.BadParameter(f"There is no practice with the code {practice}.") from error
    report.urgent = raise_urgent()
    show(report, as_json)


def csv(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A report of a GP system, as CSV.")],
    mapping: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="What its columns are (YAML).")],
    source: Annotated[str, typer.Option(help="The system the records come from; else the mapping's name.")] = "",
    practice: Annotated[str, typer.Option(help="Code of the practice of people who come with none.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would come of it and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a caseload by a mapping file. The same report again changes nothing."""
    from inglenook.core.models import Organisation
    from inglenook.planning.today.actions import raise_urgent

    from .caseload import MappingError, read_caseload, read_mapping
    from .preview import previewed
    from .run import import_caseload

    try:
        means = read_mapping(mapping)
    except MappingError as error:
        raise typer.BadParameter(f"{mapping.name}: {error}.") from error
    try:
        if preview:
            report = previewed(read_caseload(path, means))
        else:
            report = import_caseload(path, means, source=source or mapping.stem, practice=practice or None)
            report.urgent = raise_urgent()
    except MappingError as error:
        raise typer.BadParameter(f"{error}.") from error
    except Organisation.DoesNotExist as error:
        raise typer.BadParameter(f"There is no practice with the code {practice}.") from error
    show(report, as_json)


def csv_template(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where to put the two files.")] = Path(),
) -> None:
    """Write a caseload to fill in (caseload.csv) and the mapping that goes with it (mapping.yaml)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("caseload.csv", "mapping.yaml"):
        if (folder / name).exists():
            raise typer.BadParameter(f"{folder / name} is there already.")
        (folder / name).write_text(files(__package__).joinpath(f"templates/{name}").read_text())
        typer.echo(folder / name)


def registers(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today unless set.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count people, living adults, those with one and with two or more long-term conditions, and each condition."""
    from inglenook.core import access, clock
    from inglenook.people.models import ConditionGroup
    from inglenook.people.queries import register_counts

    day = on.date() if on else clock.today()
    with access.working():
        counts = register_counts(day)
        called = dict(ConditionGroup.objects.values_list("code", "name"))
    if as_json:
        typer.echo(json.dumps({"on": day.isoformat()} | asdict(counts), indent=2))
        return
    Console().print(_table(f"Registers on {day:%-d %B %Y}", counts, called))


def _table(title: str, counts: "Registers", called: dict[str, str]) -> Table:
    """`called` is what people call each condition by its code."""
    table = Table("", "people", title=title)
    named = {
        "Living people": counts.people,
        "Living adults": counts.adults,
        "with one or more long-term conditions": counts.with_one,
        "with two or more": counts.with_two,
    }
    long_term = {called[code]: count for code, count in counts.long_term.items()}
    borderline = {f"{called[code]} (borderline)": count for code, count in counts.borderline.items()}
    for section in (named, long_term, borderline):
        for name, count in section.items():
            table.add_row(name, f"{count:,}")
        table.add_section()
    return table


def _bar() -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)


def _progress(bar: Progress, path: Path) -> Callable[[str, int], None]:
    """What shows how far an import has come: of the bytes of all its files, unless gzip hides how many they are."""
    from .files import places

    found = places(path)
    total = None if any(place.path.suffix == ".gz" for place in found) else sum(place.size for place in found)
    task = bar.add_task("Reading", total=total)
    read_so_far: dict[str, int] = {}

    def show(name: str, read: int) -> None:
        bar.update(task, description=name, advance=read - read_so_far.get(name, 0))
        read_so_far[name] = read

    return show


def show(report, as_json: bool) -> None:
    """Print what came of an import."""
    if as_json:
        typer.echo(json.dumps(report.as_dict(), indent=2))
        return
    table = Table("type", "read", "kept", "unchanged", "ignored", "rejected")
    for name, row in report.counts.as_dict().items():
        table.add_row(name, *(f"{count:,}" for count in row.values()))
    table.add_section()
    table.add_row("all", *(f"{count:,}" for count in report.counts.total().values()))
    console = Console()
    console.print(table)
    for sentence in report.sentences():
        console.print(sentence)
