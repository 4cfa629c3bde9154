"""Commands for those who translate."""

import json
from pathlib import Path

import typer

from . import catalogue

words = typer.Typer(no_args_is_help=True, help="The words of people's pages in other languages.")


@words.command()
def extract() -> None:
    """Bring every language's file up to date with what is said."""
    catalogue.refresh()
    for language in catalogue.LANGUAGES:
        typer.echo(f"{language}: {len(catalogue.left(language))} of {len(list(catalogue.words(language)))} left")


@words.command()
def left(language: str) -> None:
    """What is not translated yet, as JSON that `fill` takes back."""
    empty = {_english(message): "" for message in catalogue.left(language)}
    typer.echo(json.dumps(empty, ensure_ascii=False, indent=1))


@words.command()
def fill(language: str, file: Path) -> None:
    """Take translations from JSON: English words, and what they are in the language (a list for a plural)."""
    said = {english: text for english, text in json.loads(file.read_text()).items() if text}
    wrong = catalogue.fill(language, said)
    typer.echo(f"{len(said) - len(wrong)} taken, {len(catalogue.left(language))} left")
    for fault in wrong:
        typer.echo(fault, err=True)
    raise typer.Exit(bool(wrong))


@words.command()
def check() -> None:
    """Look for gaps that a translation lacks or has too many."""
    wrong = [fault for code in catalogue.LANGUAGES for one in catalogue.words(code) for fault in catalogue.faults(one)]
    for fault in wrong:
        typer.echo(fault, err=True)
    raise typer.Exit(bool(wrong))


@words.command("compile")
def compile_() -> None:
    """Make the files that are read at run time."""
    catalogue.compile_all()


def _english(message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
