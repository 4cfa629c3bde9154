"""The catalogues of words hold what is said, whole, and what was signed off."""

import csv
import re
from functools import cache

import pytest
import yaml

from inglenook.kit import catalogue, extracting, signed

LANGUAGES = pytest.mark.parametrize("language", catalogue.LANGUAGES)
PROFESSIONALS = ("demo", "workforce")  # rooms in which no person opens a page
DATA = sorted(extracting.PACKAGE.glob("*/data/**/*.yaml"))
FILES_OF_DATA = [file for file in DATA if file.relative_to(extracting.PACKAGE).parts[0] not in PROFESSIONALS]
NUMBERS = re.compile(r"\b(999|111|112|116 123)\b")


@cache
def said() -> frozenset:
    return frozenset(message.id for message in catalogue.template() if message.id)


@LANGUAGES
def test_the_catalogue_holds_what_is_said_and_nothing_else(language):
    """Where this fails: `.venv/bin/inglenook words extract`."""
    assert {message.id for message in catalogue.words(language)} == said()


@LANGUAGES
def test_every_translation_fills_the_gaps_of_the_english(language):
    assert not [fault for message in catalogue.words(language) for fault in catalogue.faults(message)]


@pytest.mark.parametrize(
    "english, translated",
    [
        ("By %(day)s", "Erbyn"),
        ("Ring <strong>us</strong>", "Ffoniwch ni"),
        ("{} or less", "{} lub {}"),
        ("Home", " Hafan"),
        (("%(count)s place", "%(count)s places"), ("%(count)s lle", "%(number)s lle")),
    ],
)
def test_a_faulty_translation_is_told(english, translated):
    assert list(catalogue.faults(catalogue.Message(english, translated)))


def test_a_translation_may_leave_the_number_out_of_one():
    assert not list(catalogue.faults(catalogue.Message(("%(n)s day", "%(n)s days"), ("un diwrnod", "%(n)s diwrnod"))))


@LANGUAGES
def test_what_was_signed_off_is_what_stands_there(language):
    """Words that changed since must be read anew: their line goes."""
    file = signed.FOLDER / language / "signed_off.csv"
    with file.open(newline="") as opened:
        lines = list(csv.DictReader(opened))
    assert file.read_text().splitlines()[0] == ",".join(signed.COLUMNS)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", line["on"]) and line["by"].strip() for line in lines)
    assert {(line["english"], line["said"]) for line in lines} <= {(m.id, m.string) for m in catalogue.words(language)}


@LANGUAGES
def test_a_header_says_what_the_file_is_and_names_nobody(language):
    head = (catalogue.FOLDER / language / "LC_MESSAGES" / "django.po").read_text().partition("\n\n")[0]
    assert "The words of Inglenook" in head and f'"Language: {language}\\n"' in head and "nplurals=" in head
    assert not re.search(r"FIRST AUTHOR|ORGANIZATION|EMAIL@ADDRESS|FULL NAME|LL@li.org|VERSION|YEAR", head)


@pytest.mark.parametrize("file", FILES_OF_DATA, ids=lambda file: "/".join(file.parts[-3:]))
def test_a_file_of_data_says_where_people_read_it(file):
    """`people_read: []` where only professionals do, or where its words stand in each language."""
    places = extracting.PEOPLE_READ.search(file.read_text())
    assert places, "say `people_read: [...]`, as decision 0034 has it"
    assert bool(yaml.safe_load(places[1])) == bool(list(extracting.said_in(file))), "a place that holds no words"


def test_words_of_data_are_found_by_their_places(tmp_path):
    file = tmp_path / "data.yaml"
    file.write_text(
        "# people_read: [/title, options/name, says]\n"
        "title: Seen\nnotes: {title: Not seen}\noptions: [{name: One, source: A book}]\n"
        "says: {hello: {en: Hello, ur: سلام}}\n"
    )
    assert [words for words, _comments, _context in extracting.said_in(file)] == ["Seen", "One", "Hello"]


def test_where_to_turn_is_said_as_vital():
    """Whatever names a number to ring in danger has its English beside it until a speaker has signed it off."""
    vital = words_of(vital=True)
    assert vital
    assert {words for words in words_of(vital=False) if NUMBERS.search(words)} <= vital


def words_of(*, vital: bool) -> set[str]:
    """What templates say through `vital`, or through anything else."""
    found = set()
    for file in (file for file in extracting.PACKAGE.rglob("*.*") if "jinja2" in file.parts):
        names = {words for _quote, words in re.findall(r"vital\((['\"])(.*?)\1", file.read_text())}
        words = {one for one, _comments, _context in extracting.said_in(file) if isinstance(one, str)}
        found |= words & names if vital else words - names
    return found
