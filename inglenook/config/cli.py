"""The command line: `inglenook --help`. Each room brings its own commands in its `commands.py`."""

import gc
import os
import re
import sys
from collections.abc import Callable

import django
import psycopg
import typer
from django.db import DatabaseError
from rich.console import Console

from .errors import StartError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inglenook.config.settings")
    _tell_settings(sys.argv[1:])
    try:
        _explained(_loaded())
    except StartError as error:
        Console(stderr=True).print(f"[bold]Inglenook cannot start:[/bold] {error}")
        sys.exit(2)


def _explained(run: Callable[[], None]) -> None:
    """Run the command that was asked for. Raises StartError where the database is why it failed."""
    from .schema import require_usable

    try:
        run()
    except (DatabaseError, psycopg.Error) as error:
        require_usable(error)
        raise


def _loaded() -> typer.Typer:
    """All commands with what they need, loaded without looking for garbage: that takes a tenth of the time, and what is
    loaded stays. Frozen, its memory is shared with the processes that `serve` forks.
    """
    gc.disable()
    django.setup()
    loaded = commands()
    gc.freeze()
    gc.enable()
    return loaded


def _tell_settings(arguments: list[str]) -> None:
    """Put into the environment what settings must know of the command: that it is the demonstration, and its port."""
    if arguments[:1] == ["demo"]:
        os.environ["INGLENOOK_DEMO"] = "1"
    if arguments[:1] in (["demo"], ["serve"]):
        named = re.search(r"--port[ =](\d+)", " ".join(arguments))
        os.environ.update({"PORT": named[1]} if named else {})


def commands() -> typer.Typer:
    """All commands, joined. Rooms are imported here because their models need Django to be set up."""
    from inglenook.between import commands as between
    from inglenook.community import commands as community
    from inglenook.demo import commands as demo
    from inglenook.exchange import commands as exchange
    from inglenook.kit import commands as kit
    from inglenook.planning import commands as planning
    from inglenook.workforce import commands as workforce

    app = typer.Typer(no_args_is_help=True, add_completion=False, help="Inglenook: self-management support.")
    imports = typer.Typer(no_args_is_help=True, help="Bring records in.")
    app.add_typer(imports, name="import")
    app.add_typer(workforce.scenarios, name="scenarios")
    app.add_typer(kit.words, name="words")
    for command in (exchange.fhir, exchange.csv, exchange.csv_template, community.directory, community.postcodes):
        imports.command()(command)
    for command in (workforce.course, workforce.organisations):
        imports.command()(command)
    for command in (
        demo.demo,
        serve,
        migrate,
        exchange.registers,
        planning.recall,
        planning.gather,
        planning.urgent,
        between.sweep,
        between.monitor,
        workforce.export_course,
        demo.synthesise,
        reference,
    ):
        app.command()(command)
    return app


def serve(port: int | None = None, host: str = "127.0.0.1") -> None:
    """Open Inglenook in the browser: web server and background worker together."""
    from .serve import serve

    serve(port, host)


def migrate() -> None:
    """Bring the database to the form this version expects."""
    from .schema import migrate_if_needed

    typer.echo("The database is up to date." if not migrate_if_needed(typer.echo) else "The database is ready.")


def reference() -> None:
    """Write the reference pages that are made from the code."""
    from .reference import write

    typer.echo(f"Written: {', '.join(write()) or 'nothing had changed'}")
