"""The words of people's pages, letters and messages as gettext catalogues: one `.po` for each language.

`refresh` finds them in templates, code and data and brings every `.po` up to date; `fill` takes what a translator
wrote; `compile_all` makes the `.mo` files that are read at run time, which `make` does and which are not kept in git.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .extracting import PACKAGE, said_in
from .languages import ENGLISH, OFFERED

FOLDER = PACKAGE / "locale"
LANGUAGES = [code for code in OFFERED if code != ENGLISH]
GAP = re.compile(r"%\(\w+\)s|\{\w*\}|%\{\w+\}|</?\w+[^>]*>")
SINCE = datetime(2026, 11, 22, tzinfo=UTC)  # written in every file, so that reading the words anew changes nothing else

HEADER = """\
# The words of Inglenook in {language}: pages, letters and messages of people who use it.
# This file is distributed under the same licence as Inglenook.
# Who read a translation and found it right stands beside it in signed_off.csv. All others are unread.
#"""


def template() -> Catalog:
    """All words in English, each with the files it is said in."""
    found = Catalog(project="Inglenook", creation_date=SINCE, revision_date=SINCE, charset="utf-8", fuzzy=False)
    for file in sorted(PACKAGE.rglob("*.*")):
        for said, comments, context in said_in(file):
            flags = {"python-format"} if "%(" in str(said) else set()
            at = [(str(file.relative_to(PACKAGE.parent)), 0)]
            found.add(said, None, at, flags=flags, auto_comments=comments, context=context)
    return found


def catalogue(language: str) -> Catalog:
    file = _file(language)
    if not file.exists():
        return Catalog(locale=language, project="Inglenook", charset="utf-8", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def refresh() -> None:
    """Bring every language's file up to date: new words empty, words no longer said left out."""
    found = template()
    for language in LANGUAGES:
        kept = catalogue(language)
        kept.update(found, no_fuzzy_matching=True)
        _write(kept, language)


def words(language: str) -> Iterator[Message]:
    """Every message of the language, without the header."""
    return (message for message in catalogue(language) if message.id)


def left(language: str) -> list[Message]:
    """What has not been translated."""
    return [message for message in words(language) if not all(_forms(message.string))]


def faults(message: Message) -> Iterator[str]:
    """What is wrong with a translation: gaps or tags that English has not, or lacks, and spaces at its ends."""
    singular, *plurals = _forms(message.id)
    wanted = sorted(GAP.findall(plurals[0] if plurals else singular))
    for said in filter(None, _forms(message.string)):
        found = sorted(GAP.findall(said))
        if found != wanted and not (plurals and set(found) <= set(wanted)):
            yield f"{singular!r}: fills {found} and not {wanted}"
        if said != said.strip() and singular == singular.strip():
            yield f"{singular!r}: begins or ends with a space"


def fill(language: str, said: dict[str, str | list[str]]) -> list[str]:
    """Take translations by their English words (of those with a plural: all forms, in the order of the `.po` file).

    Returns what was wrong; a faulty one is not taken, nor one whose English is not said any more.
    """
    kept, wrong = catalogue(language), []
    for english, translated in said.items():
        message = kept.get(english)
        if message is None:
            wrong.append(f"{english!r}: not among the words")
            continue
        before, message.string = message.string, tuple(translated) if isinstance(translated, list) else translated
        if found := [*faults(message), *_missing_forms(message, kept.num_plurals)]:
            wrong, message.string = wrong + found, before
    _write(kept, language)
    return wrong


def compile_all() -> None:
    for language in LANGUAGES:
        with _file(language).with_suffix(".mo").open("wb") as opened:
            write_mo(opened, catalogue(language))


def _missing_forms(message: Message, number: int) -> list[str]:
    whole = not message.pluralizable or (isinstance(message.string, tuple) and len(message.string) == number)
    return [] if whole else [f"{_forms(message.id)[0]!r}: needs {number} forms"]


def _file(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def _write(kept: Catalog, language: str) -> None:
    name = kept.locale.english_name
    kept.project, kept.version = "Inglenook", version("inglenook")
    kept.header_comment = HEADER.format(language=name)
    kept.msgid_bugs_address = kept.last_translator = ""
    kept.language_team = name
    kept.creation_date = kept.revision_date = SINCE
    _file(language).parent.mkdir(parents=True, exist_ok=True)
    with _file(language).open("wb") as opened:
        write_po(opened, kept, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)


def _forms(said: str | Iterable[str] | None) -> list[str]:
    return [said] if isinstance(said, str) else list(said or ("",))
