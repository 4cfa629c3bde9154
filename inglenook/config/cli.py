"""The command line: `inglenook --help`."""

import os
import sys

import django
import typer
from rich.console import Console

from inglenook.exchange import commands as exchange

from .errors import StartError

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
app.add_typer(imports := typer.Typer(no_args_is_help=True, help="Bring records in."), name="import")
imports.command()(exchange.fhir)
imports.command()(exchange.csv)
imports.command()(exchange.csv_template)
app.command()(exchange.registers)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inglenook.config.settings")
    try:
        django.setup()
        app()
    except StartError as error:
        Console(stderr=True).print(f"[bold]Inglenook cannot start:[/bold] {error}")
        sys.exit(2)
