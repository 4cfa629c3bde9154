"""All text for people reads easily: pages, forms, letters, what is said back.

Measured by the automated readability index (Smith and Senter 1967): 4.71 x characters a word + 0.5 x words a sentence
- 21.43 is the school year in which it is read; the fifth ends at an age of eleven. A page of few words says little
about itself, so those are taken together by room. No sentence is longer than GOV.UK lets one be.
"""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import jinja2
import pytest
import textstat
from jinja2 import nodes

ROOT = Path(__file__).resolve().parents[2] / "inglenook"
ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.i18n"])
LAYOUT = "kit/person_layout.jinja"
OLDEST_GRADE = 5  # the school year of children of 10
ENOUGH = 60  # words from which a page is measured by itself
LONGEST = 25  # words in a sentence
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
BLOCKS = re.compile(r"</?(?:p|li|h\d|div|section|label|legend|td|th|dt|dd|button|option|figcaption|summary|br)\b[^>]*>")
TAGS = re.compile(r"<[^>]*>", re.S)
GAPS = re.compile(r"%\(\w+\)s|\{\w*\}")


def templates() -> dict[str, Path]:
    return {str(path).partition("/jinja2/")[2]: path for path in ROOT.glob("*/jinja2/**/*.jinja")}


@cache
def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse(templates()[name].read_text())


def uses(name: str) -> set[str]:
    """The templates that this one is made of."""
    kinds = (nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)
    named = (node.template for kind in kinds for node in parsed(name).find_all(kind))
    found = {node.value for node in named if isinstance(node, nodes.Const)} & set(templates())
    return found.union(*(uses(one) for one in found))


def for_people() -> list[str]:
    """Pages for people, and the parts that they alone use."""
    pages = {name for name in templates() if LAYOUT in uses(name)}
    parts = set().union(*(uses(name) for name in pages))
    others = set().union(*(uses(name) for name in templates() if name not in pages and name not in parts))
    return sorted(pages | (parts - others))


def said_in_template(name: str) -> list[str]:
    """The words of a template, one block of the page each."""
    tree = parsed(name)
    data = "".join(_data(tree))
    shown = (const.value for const in _shown(tree) if isinstance(const.value, str))
    return [*TAGS.sub(" ", BLOCKS.sub("\n", data)).splitlines(), *(text for text in shown if " " in text)]


def _data(tree) -> list[str]:
    """Text as it stands, with a name where something is filled in."""
    return [
        part.data if isinstance(part, nodes.TemplateData) else "Sam"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    ]


def _shown(tree) -> list[nodes.Const]:
    """Texts given to gettext and to macros; addresses, names of classes and such hold no sentence."""
    calls = list(tree.find_all(nodes.Call))
    given = [arg for call in calls for arg in (*call.args, *(one.value for one in call.kwargs))]
    return [const for arg in given for const in ([arg] if isinstance(arg, nodes.Const) else arg.find_all(nodes.Const))]


def said_in_python(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    marked = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in GETTEXT]
    return [arg.value for call in marked for arg in call.args if isinstance(arg, ast.Constant) and arg.value]


def texts() -> dict[str, list[str]]:
    """By file, its sentences."""
    found = {name: said_in_template(name) for name in for_people()}
    found |= {str(path.relative_to(ROOT)): said_in_python(path) for path in ROOT.glob("**/*.py")}
    return {name: sentences for name, said in found.items() if (sentences := _sentences(said))}


def _sentences(said: list[str]) -> list[str]:
    texts = (" ".join(GAPS.sub("Sam", text).split()) for text in said)
    whole = [text if text[-1] in ".?!:…" else f"{text}." for text in texts if re.search(r"[a-z]{2}", text)]
    return [sentence for text in whole for sentence in re.split(r"(?<=[.?!:…])\s+", text)]


TEXTS = texts()
LONG_ENOUGH = [name for name, said in TEXTS.items() if sum(len(one.split()) for one in said) >= ENOUGH]


def grade(sentences: list[str]) -> float:
    return textstat.automated_readability_index(" ".join(sentences))


@pytest.mark.parametrize("name", LONG_ENOUGH)
def test_every_page_and_letter_reads_easily(name):
    assert grade(TEXTS[name]) <= OLDEST_GRADE


def test_every_room_reads_easily():
    rooms = defaultdict(list)
    for name, said in TEXTS.items():
        rooms[name.partition("/")[0]] += said
    assert {room: grade(said) for room, said in rooms.items() if grade(said) > OLDEST_GRADE} == {}


def test_no_sentence_is_long():
    long = {(name, one) for name, said in TEXTS.items() for one in said if len(one.split()) > LONGEST}
    assert long == set()


def test_the_measure_is_that_of_its_authors():
    """By hand: 9 words, 36 characters, 1 sentence: 4.71 x 36/9 + 0.5 x 9 - 21.43 = 1.91."""
    assert grade(["The quick brown fox jumps over the lazy dog."]) == pytest.approx(1.91, abs=0.05)
