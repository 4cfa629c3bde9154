"""Who builds a page starts from docs/reference/kit.md, so it names everything there is, exactly."""

import re
from pathlib import Path

import pytest

from inglenook import kit
from inglenook.kit import choices, dates, fields
from inglenook.kit.jinja import FILTERS, GLOBALS

ROOT = Path(kit.__file__).parent
PAGE = (ROOT.parents[1] / "docs/reference/kit.md").read_text()
MACRO = re.compile(r"{% macro ((?!_)\w+\(.*\)) %}")
SIGNATURES = [found for file in ROOT.glob("jinja2/kit/macros/*.jinja") for found in MACRO.findall(file.read_text())]
FIELDS = [
    f"{module.__name__.split('.')[-1]}.{name}"
    for module in (fields, choices, dates)
    for name, thing in vars(module).items()
    if name.endswith("Field") and not name.startswith(("_", "Page")) and thing.__module__ == module.__name__
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_every_macro_stands_with_its_arguments(signature):
    assert f"`{signature}`" in PAGE


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_stands(name):
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", [*(word.__name__ for word in FILTERS), *GLOBALS])
def test_every_filter_and_global_stands(name):
    assert re.search(rf"`{name}\b", PAGE)


def test_there_is_something_to_document():
    assert len(SIGNATURES) > 15
    assert len(FIELDS) > 10
