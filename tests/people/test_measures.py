"""Bands, targets, urgent thresholds and ways of results, against the published tables (named at each)."""

import csv
import os
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inglenook.people import measures
from inglenook.people.measures import MEASURES, About, Range, describe, trend, urgent_within
from inglenook.people.rules import TONES

SHARED = Path(os.environ.get("INGLENOOK_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
BP_THRESHOLDS = SHARED / "commissioning-reference" / "bp_thresholds.csv"

DIABETES = About(conditions=frozenset({"type_2_diabetes"}))
HEART_DISEASE = About(conditions=frozenset({"chd"}))
LUNGS = About(conditions=frozenset({"copd"}))
SOUTH_ASIAN = About(ethnicity="K")


def word(code, number, about=measures.ANYONE, **kwargs):
    return describe(code, number, about=about, **kwargs).word


@pytest.mark.parametrize(
    ("code", "last_below", "first_at", "about"),
    [
        # NICE NG136: clinic target below 140/90; 150/90 at 80 and over; stage 2 from 160/100; severe from 180/120
        ("systolic", 139, 140, measures.ANYONE),
        ("systolic", 159, 160, measures.ANYONE),
        ("systolic", 179, 180, measures.ANYONE),
        ("systolic", 149, 150, About(age=80)),
        ("diastolic", 89, 90, measures.ANYONE),
        ("diastolic", 99, 100, measures.ANYONE),
        ("diastolic", 119, 120, measures.ANYONE),
        # NICE PH38 and WHO: 42 to 47 at risk, 48 diabetes; NG28 and QOF for people with diabetes: 48, 58, 75
        ("hba1c", 41, 42, measures.ANYONE),
        ("hba1c", 47, 48, measures.ANYONE),
        ("hba1c", 48, 49, DIABETES),
        ("hba1c", 58, 59, DIABETES),
        ("hba1c", 74, 75, DIABETES),
        # NICE NG203 / KDIGO: G1 90, G2 60, G3a 45, G3b 30, G4 15; A1 below 3, A2 3 to 30, A3 above 30
        *[("egfr", edge - 1, edge, measures.ANYONE) for edge in (15, 30, 45, 60, 90)],
        ("acr", 2.9, 3.0, measures.ANYONE),
        ("acr", 30.0, 30.1, measures.ANYONE),
        # NICE NG246: 18.5, 25, 30; 23 and 27.5 for several family backgrounds
        *[("bmi", edge - 0.1, edge, measures.ANYONE) for edge in (18.5, 25.0, 30.0)],
        *[("bmi", edge - 0.1, edge, SOUTH_ASIAN) for edge in (18.5, 23.0, 27.5)],
        # NHS: total 5 or below, LDL 3 or below; NG238: LDL 2.0 or less after heart disease; CG71: above 7.5
        ("total_cholesterol", 5.0, 5.1, measures.ANYONE),
        ("total_cholesterol", 7.5, 7.6, measures.ANYONE),
        ("ldl", 3.0, 3.1, measures.ANYONE),
        ("ldl", 2.0, 2.1, HEART_DISEASE),
        # UK Kidney Association: moderate 6.0, severe 6.5; Pathology Harmony: 3.5 to 5.3
        *[("potassium", below, at, measures.ANYONE) for below, at in ((3.4, 3.5), (5.3, 5.4), (5.9, 6.0), (6.4, 6.5))],
        ("sodium", 132, 133, measures.ANYONE),
        ("sodium", 146, 147, measures.ANYONE),
        ("sodium", 124, 125, measures.ANYONE),
        # WHO: anaemia below 120 (women), below 130 (men), severe below 80
        ("haemoglobin", 119, 120, About(sex="female")),
        ("haemoglobin", 129, 130, About(sex="male")),
        ("haemoglobin", 79, 80, measures.ANYONE),
        # NEWS2: pulse 40 or less, 41-50, 51-90, 91 and over, 131 and over; saturation scale 1 and scale 2
        *[("heart_rate", edge - 1, edge, measures.ANYONE) for edge in (41, 51, 91, 131)],
        *[("oxygen_saturation", edge - 1, edge, measures.ANYONE) for edge in (92, 94, 96)],
        *[("oxygen_saturation", edge - 1, edge, LUNGS) for edge in (84, 86, 88)],
    ],
)
def test_the_word_changes_where_the_published_table_says(code, last_below, first_at, about):
    assert word(code, last_below, about) != word(code, first_at, about)
    step = 10 ** -MEASURES[code].decimals
    assert word(code, last_below - step, about) == word(code, last_below, about)
    assert word(code, first_at + step, about) == word(code, first_at, about)


@pytest.mark.parametrize(
    ("code", "number", "hours"),
    [
        ("potassium", 5.9, None),
        ("potassium", 6.0, 24),
        ("potassium", 6.4, 24),
        ("potassium", 6.5, 2),
        ("potassium", 2.6, None),
        ("potassium", 2.5, 2),
        ("systolic", 179, None),
        ("systolic", 180, 24),
        ("diastolic", 119, None),
        ("diastolic", 120, 24),
        ("sodium", 125, None),
        ("sodium", 124, 24),
        ("sodium", 120, 2),
        ("egfr", 15, None),
        ("egfr", 14, 24),
        ("creatinine", 353, None),
        ("creatinine", 354, 24),
        ("smoking", 1, None),
        ("not a measure", 1000, None),
    ],
)
def test_a_value_past_its_threshold_is_urgent_and_says_within_how_many_hours(code, number, hours):
    assert urgent_within(code, number) == hours


def test_blood_pressure_is_read_as_a_pair_and_the_worse_number_speaks():
    reading = describe("blood_pressure", (138, 84))
    assert (reading.value, reading.unit, reading.tone) == ("138/84", "mmHg", "good")
    assert word("blood_pressure", (138, 101)) == "high"
    assert describe("blood_pressure", (185, 84)).urgent_within == 24


def test_blood_sugar_is_also_shown_in_percent():
    # NGSP's own table: 48 is 6.5%, 53 is 7.0%, 58 is 7.5%, 75 is 9.0%
    units = [describe("hba1c", number).unit for number in (48, 53, 58, 75)]
    assert units == ["mmol/mol (6.5%)", "mmol/mol (7.0%)", "mmol/mol (7.5%)", "mmol/mol (9.0%)"]


def test_what_was_agreed_decides_the_word_unless_the_value_needs_acting_on():
    assert describe("hba1c", 56, about=DIABETES, target=Range(None, 58)).tone == "good"
    assert word("hba1c", 45, about=DIABETES, target=Range(48, 58)) == "below what you agreed"
    assert word("systolic", 135, target=Range(None, 130)) == "above what you agreed"
    assert word("systolic", 165, target=Range(None, 170)) == "high"


def test_a_number_is_judged_as_it_is_shown():
    assert describe("potassium", 5.96).value == "6.0"
    assert urgent_within("potassium", 5.96) == 24
    assert urgent_within("potassium", 5.94) is None


def test_the_way_is_the_latest_against_the_mean_of_the_two_before():
    def points(*numbers):
        return [(date(2024 + n, 6, 4), number) for n, number in enumerate(numbers)]

    assert trend("systolic", points(150, 138)) == "not enough results yet"
    assert trend("systolic", points(150, 146, 138)) == "coming down"  # mean 148, 10 less
    assert trend("systolic", points(150, 146, 139)) == "about the same"  # 9 less
    assert trend("systolic", points(120, 130, 136)) == "going up"  # mean 125, 11 more
    assert trend("systolic", points(200, 120, 130, 136)) == "going up"  # what was before the last three is past
    assert trend("egfr", points(62, 60, 48)) == "going down"  # mean 61; a fifth of it is 12.2; 13 less
    assert trend("egfr", points(62, 60, 49)) == "about the same"  # 12 less
    assert trend("blood_pressure", points(150, 146, 138)) == "coming down"


@pytest.mark.skipif(not BP_THRESHOLDS.exists(), reason="needs the shared reference data")
def test_general_targets_agree_with_the_commissioning_reference():
    rows = csv.DictReader(BP_THRESHOLDS.read_text().splitlines())
    rules = {row["threshold_rule_id"]: row for row in rows}
    for rule, about in (("NICE_TGT_LT_80", About(age=79)), ("NICE_TGT_GE_80", About(age=80))):
        assert MEASURES["systolic"].general_target(about).high + 1 == int(rules[rule]["systolic_threshold"])
        assert MEASURES["diastolic"].general_target(about).high + 1 == int(rules[rule]["diastolic_threshold"])
    assert urgent_within("systolic", int(rules["NICE_SEV_S3_CLINIC"]["systolic_threshold"])) == 24


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_the_table_is_in_order(measure):
    for bands in (measure.bands, *(v.bands for v in measure.variants)):
        starts = [band.start for band in bands]
        assert starts[1:] == sorted(starts[1:])
        assert all(band.tone in TONES and band.word and band.says.endswith(".") for band in bands)
    assert measure.what.endswith(".")


@pytest.mark.parametrize("measure", [m for m in MEASURES.values() if m.urgent], ids=lambda m: m.code)
def test_an_urgent_value_never_reads_as_good(measure):
    for threshold in measure.urgent:
        edge = threshold.at_or_above if threshold.at_or_below is None else threshold.at_or_below
        assert describe(measure.code, edge).tone != "good"


def test_every_source_named_is_dated_and_everything_waits_for_clinical_sign_off():
    data = yaml.safe_load(files("inglenook.people").joinpath("data/measures.yaml").read_text())
    assert data["sign_off"] == "needs clinical sign-off"
    assert all(isinstance(source["dated"], date) for source in data["sources"].values())
    named = {source for measure in data["measures"].values() for source in measure.get("sources", ())}
    assert named == set(data["sources"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([m for m in MEASURES.values() if m.bands]), st.floats(0, 1000))
def test_every_value_has_a_word(measure, number):
    assert measure.band(number).word
