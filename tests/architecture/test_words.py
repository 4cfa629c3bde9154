"""Every word that people read can be said in another language: nothing on their pages stands in English alone."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

from inglenook import kit
from inglenook.kit.jinja import environment

HOUSE = Path(kit.__file__).parent.parent
# They look like people's pages and are for professionals, or are made up: none of their readers chose a language.
IN_ENGLISH = (
    "demo/",
    "workforce/",
    "kit/macros/work",
    "kit/gallery",
    "kit/person_sample",
    "community/offers/",
    "planning/conversation/",
)
SAYERS = {"_", "gettext", "ngettext", "vital"}
SHOWN = {"alt", "aria-label", "placeholder", "title", "label", "content"}
WORDS = {"text", "heading", "label", "hint", "titleText", "summaryText", "caption", "html", "landmarkLabel", "title"}
SAY = {"main_button", "empty_state", "undo_banner", "status_tag"}  # macros that take words one after another
LETTERS = re.compile(r"[A-Za-z]{2}")
OURS = r"Inglenook|^person0?$"  # a name, and a class of the page


def sources() -> dict[str, str]:
    """Every template by its name."""
    found = {}
    for folder in HOUSE.glob("*/jinja2"):
        found |= {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.*")}
    return found


SOURCES = sources()
ENV = environment(loader=None)
TREES = {name: ENV.parse(text) for name, text in SOURCES.items()}


def named(name: str) -> set[str]:
    """The templates that a template extends, includes and takes macros from."""
    kinds = (nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)
    found = {part.template.value for part in TREES[name].find_all(kinds) if isinstance(part.template, nodes.Const)}
    return found & TREES.keys()


def with_all_they_name(names: set[str]) -> set[str]:
    return names if (more := names.union(*(named(name) for name in names))) == names else with_all_they_name(more)


def for_people() -> list[str]:
    """Pages in the layout of people's pages, in either of two, or without one (the e-mails of accounts); with all
    that they are made of."""
    either = {name for name, text in SOURCES.items() if "extends layout" in text}
    accounts = {name for name in SOURCES if name.startswith(("account/", "mfa/", "socialaccount/"))}
    frames, pages = {"kit/person_layout.jinja"}, set()
    while frames:
        frames = {name for name in TREES if named(name) & frames and "staff_layout" not in SOURCES[name]} - pages
        pages |= frames
    ours = {name for name in pages | either | accounts | {"kit/problem.jinja"} if not name.startswith(IN_ENGLISH)}
    return sorted(name for name in with_all_they_name(ours) if not name.startswith(IN_ENGLISH))


PEOPLES = for_people()


class Shown(HTMLParser):
    """What a reader is shown of the template's own text: between tags, and in attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.is_english = False  # said to be, or not words at all

    def handle_data(self, data):
        words = re.sub(OURS, "", data.strip())
        if not self.is_english and LETTERS.search(words):
            self.found.append(words)

    def handle_endtag(self, tag):
        self.is_english = False

    def handle_starttag(self, tag, attrs):
        self.is_english = tag in ("script", "style") or ("lang", "en") in attrs
        if tag != "meta":
            self.found += [value for name, value in attrs if name in SHOWN and value and LETTERS.search(value)]


def bare(name: str) -> list[str]:
    """Words of a template that do not go through gettext."""
    page = Shown()
    page.feed("0".join(data.data for data in TREES[name].find_all(nodes.TemplateData)))  # for what is filled in
    page.close()
    return list(dict.fromkeys(page.found + bare_in(TREES[name])))


def bare_in(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in SAYERS:
        return [word for part in [*node.args[2:], *node.kwargs] for word in bare_in(part)]
    return [*bare_here(node), *(word for part in node.iter_child_nodes() for word in bare_in(part))]


def bare_here(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and is_sentence(node.value):
        return [node.value]
    if isinstance(node, nodes.Pair) and getattr(node.key, "value", None) in WORDS:
        return constants(node.value)
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in SAY:
        return [word for part in node.args[:2] for word in constants(part)]
    if isinstance(node, nodes.Assign) and getattr(node.target, "name", "") == "title":
        return constants(node.node)
    return []


def constants(node: nodes.Node) -> list[str]:
    whole = node.value if isinstance(node, nodes.Const) else None
    return [whole] if isinstance(whole, str) and LETTERS.search(whole) else []


def is_sentence(text: str) -> bool:
    """Two words with a space between, and no address, no markup, no list of classes."""
    is_technical = re.search(r"[/<{]|--|\w_\w", text)
    return bool(re.search(r"[A-Za-z]{2,},? [A-Za-z]|^[A-Z][a-z]+…?$", text)) and not is_technical


def test_the_pages_of_people_are_found():
    assert {"web/me/home.jinja", "planning/preparation/start.jinja", "community/find/_card.jinja"} <= set(PEOPLES)
    assert "between/enrolment/one.jinja" in PEOPLES and "planning/today/today.jinja" not in PEOPLES


@pytest.mark.parametrize("name", PEOPLES)
def test_a_template_of_people_says_nothing_in_english_alone(name):
    assert not bare(name)


@pytest.mark.parametrize(
    "text, found",
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ _('Hello') }}</p>", []),
        ("{% trans name=x %}Hello {{ name }}{% endtrans %}", []),
        ("{% if x %}Hello{% endif %}", ["Hello"]),
        ('<input aria-label="Your name">', ["Your name"]),
        ('<a class="box one" href="/me/{{ x }}/" aria-label="{{ _(\'You\') }}">{{ x }}</a>', []),
        ("{{ button({'text': 'Save', 'classes': 'box'}) }}", ["Save"]),
        ("{{ button({'text': 'Save' if x else _('Go')}) }}", ["Save"]),
        ("{{ main_button('Save', href='/me/') }}", ["Save"]),
        ("{% set title = 'Home' %}", ["Home"]),
        ("{{ 'It went well' if x else y }}", ["It went well"]),
    ],
)
def test_the_test_finds_words(text, found):
    TREES["test"] = ENV.parse(text)
    assert bare("test") == found


SHOWN_BY_FIELDS = {"label", "hint", "subject"}
OF_PEOPLE_ALONE = ("web/device/", "web/about/", "web/facts/")


def forms() -> dict[str, tuple[list[str], list[str]]]:
    """By form, what it says through gettext and what not: labels, hints, errors."""
    found = {}
    for file in HOUSE.rglob("*.py"):
        source = file.read_text()
        for node in ast.parse(source).body if "PageForm" in source or "forms" in file.stem else ():
            if isinstance(node, ast.ClassDef) and (said := list(said_by(node))):
                marked = [ast.unparse(word) for word in said if isinstance(word, ast.Call)]
                plain = [word.value for word in said if isinstance(word, ast.Constant)]
                found[f"{file.relative_to(HOUSE)}:{node.name}"] = (marked, plain)
    return found


def said_by(form: ast.ClassDef):
    """Constants, and calls of gettext, that the form shows."""
    for call in (node for node in ast.walk(form) if isinstance(node, ast.Call)):
        if getattr(call.func, "attr", "") == "HiddenField":
            continue
        shown = [part.value for part in call.keywords if part.arg in SHOWN_BY_FIELDS]
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ("add_error", "ValidationError"):
            shown += call.args[-1:]
        for word in shown:
            is_word = isinstance(word, ast.Constant) and isinstance(word.value, str) and LETTERS.search(word.value)
            if is_word or isinstance(word, ast.Call) and getattr(word.func, "id", "") in ("_", "gettext_lazy"):
                yield word


FORMS = forms()


def test_forms_are_found():
    assert FORMS["messaging/forms.py:PauseForm"][0] and not FORMS["messaging/forms.py:PauseForm"][1]
    assert FORMS["planning/today/forms.py:SearchForm"][1]


@pytest.mark.parametrize("name", [name for name, (marked, _plain) in FORMS.items() if marked])
def test_a_form_speaks_the_reader_s_language_wholly_or_not_at_all(name):
    assert not FORMS[name][1]


@pytest.mark.parametrize("name", [name for name in FORMS if name.startswith(OF_PEOPLE_ALONE)])
def test_a_form_of_people_alone_says_nothing_in_english_alone(name):
    assert not FORMS[name][1]
