"""Views reach a person through one door, which records the look."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "inglenook"
VIEWS = sorted([*ROOT.rglob("views.py"), *ROOT.rglob("views/*.py")])


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: str(p.relative_to(ROOT)))
def test_views_do_not_fetch_persons_themselves(path):
    fetches = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "Person"
    ]
    assert fetches == [], "use inglenook.people.api.person_for"
