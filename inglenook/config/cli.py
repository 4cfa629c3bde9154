"""The command line: `inglenook --help`."""

import os
import sys

import django
import typer
from rich.console import Console

from .errors import StartError

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
app.add_typer(imports := typer.Typer(no_args_is_help=True, help="Bring records in."), name="import")


def _register() -> None:
    """Add the rooms' commands, which import models and so come after Django is set up."""
    from inglenook.demo import commands as demo

    app.command()(demo.demo)
    app.command()(demo.synthesise)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inglenook.config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["INGLENOOK_DEMO"] = "1"  # read by the settings; no other command sets it
    try:
        django.setup()
        _register()
        app()
    except StartError as error:
        Console(stderr=True).print(f"[bold]Inglenook cannot start:[/bold] {error}")
        sys.exit(2)
