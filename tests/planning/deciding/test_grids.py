"""Prepared grids: complete, sourced, dated, in plain words, and held to their sources by the database."""

import uuid

import pytest
import textstat
import yaml
from django.db import IntegrityError, transaction

from inglenook.planning.deciding import actions
from inglenook.planning.deciding.grids import DATA, fitting_first, grids
from inglenook.planning.models import OptionEffect
from inglenook.workforce.strategies.files import CONDITIONS

EFFECTS = [
    (grid.code, option, effect)
    for grid in grids().values()
    for option in grid.options
    for effect in (*option.benefits, *option.harms)
]
HARDEST = 6  # Automated Readability Index over a whole grid: 6 is read by those of 11; names of studies are not in it


@pytest.mark.parametrize("grid", grids().values(), ids=lambda grid: grid.code)
def test_every_option_has_what_speaks_for_it_and_against_it_with_sources(grid):
    assert len(grid.options) >= 2
    assert all(option.benefits and option.harms and option.means for option in grid.options)
    assert all(effect.source and effect.text for code, _option, effect in EFFECTS if code == grid.code)


def test_the_file_says_that_it_needs_signing_off():
    assert "sign_off: needs clinical sign-off" in DATA.read_text()


def test_a_number_of_a_hundred_is_in_its_words():
    said = [(effect.of_100, effect.text) for _code, _option, effect in EFFECTS if effect.of_100 is not None]
    assert said
    assert all(str(number) in text.split() and "100" in text for number, text in said)


@pytest.mark.parametrize("grid", grids().values(), ids=lambda grid: grid.code)
def test_its_words_are_easy(grid):
    words = [effect.text for code, _option, effect in EFFECTS if code == grid.code]
    words += [option.means for option in grid.options] + list(grid.think)
    assert textstat.automated_readability_index(" ".join(words)) <= HARDEST


def test_those_for_somebodys_conditions_come_first():
    assert next(iter(fitting_first(["type_2_diabetes", "gout"]))).code in ("statin", "insulin")
    assert [grid.code for grid in fitting_first([])] == list(grids())


def test_every_condition_a_grid_is_for_is_a_group_there_is():
    known = yaml.safe_load(CONDITIONS.read_text())["groups"].keys()
    assert {group for grid in grids().values() for group in grid.groups} <= known


@pytest.mark.django_db
def test_the_database_keeps_no_effect_without_a_source(person, nurse):
    decision = actions.begin(person=person, ref=uuid.uuid4(), about="", grid=grids()["statin"], by=nurse)
    with pytest.raises(IntegrityError, match="effect_has_a_source"), transaction.atomic():
        OptionEffect.objects.create(person=person, option=decision.options.first(), kind="harm", text="Pain", source="")
