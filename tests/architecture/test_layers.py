"""Rooms point down only: imports by import-linter, foreign keys by the same list."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def rooms_by_height() -> dict[str, int]:
    """Room to its height in the import contract: 0 is the lowest."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {room.strip(): height for height, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def test_imports_keep_to_the_layers():
    run = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def relations():
    heights = rooms_by_height()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            other = field.related_model
            if other and model._meta.app_label in heights and other._meta.app_label in heights:
                yield field, heights[model._meta.app_label], heights[other._meta.app_label]


@pytest.mark.parametrize("field,own,other", [pytest.param(*r, id=str(r[0])) for r in relations()])
def test_foreign_keys_point_to_the_same_room_or_down(field, own, other):
    assert other <= own


def test_the_demo_is_known_to_the_command_line_alone():
    knowing = [
        path
        for path in (ROOT / "inglenook").rglob("*.py")
        if "inglenook.demo" in path.read_text()
        and path.parts[-2] not in ("demo", "config")
        and "demo" not in path.parts
    ]
    assert knowing == []
