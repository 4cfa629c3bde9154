"""Units on the way in. Expected numbers are calculated by hand or published, as said beside each."""

import math

import orjson
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inglenook.core import clock
from inglenook.exchange.codes import result_codes, social_findings
from inglenook.exchange.reader import Reader

from .resources import observation

# LOINC code, value and unit as they come, measure and number wanted.
CONVERSIONS = [
    ("4548-4", 6.5, "%", "hba1c", 48),  # WHO: 6.5% is 48 mmol/mol
    ("4548-4", 7.0, "%", "hba1c", 53),  # NICE NG28: 7.0% is 53 mmol/mol
    ("4548-4", 9.0, "%", "hba1c", 75),  # NICE NG28: 9.0% is 75 mmol/mol
    ("59261-8", 58, "mmol/mol", "hba1c", 58),
    ("2093-3", 200, "mg/dL", "total_cholesterol", 5.17),  # 200 / 38.67
    ("18262-6", 100, "mg/dL", "ldl", 2.59),  # 100 / 38.67
    ("2160-0", 1.0, "mg/dL", "creatinine", 88.4),  # AMA: x 88.4
    ("9318-7", 30, "mg/g", "acr", 3.39),  # 30 x 0.113; KDIGO calls 30 mg/g about 3 mg/mmol
    ("718-7", 13.5, "g/dL", "haemoglobin", 135),
    ("2823-3", 4.1, "meq/L", "potassium", 4.1),  # potassium has one charge
    ("8302-2", 1.7, "m", "height", 170),
    ("29463-7", 150, "[lb_av]", "weight", 68.04),  # 150 x 0.45359237
]


def make_reader() -> Reader:
    reader = Reader(clock.today())
    reader.learn("social", social_findings())
    reader.learn("result_code", result_codes())
    reader.learn("person", pa.table({"key": ["amina"], "id": [7]}))
    return reader


@pytest.fixture(scope="module")
def module_reader():
    return make_reader()


def read(reader, *resources) -> list[dict]:
    lines = pa.array([orjson.dumps(resource).decode() for resource in resources])
    return reader.read(resources[0]["resourceType"], lines).to_pylist()


@pytest.mark.parametrize("code, value, unit, measure, number", CONVERSIONS)
def test_units_become_the_measure_s_own(module_reader, code, value, unit, measure, number):
    row = read(module_reader, observation("o", code, value, unit))[0]
    assert row["measure"] == measure
    assert row["number"] == pytest.approx(
        number, rel=0.005, abs=0.5 if measure == "hba1c" else 0
    )  # published as whole mmol/mol
    assert (row["value"], row["unit"]) == (value, unit)  # as recorded, beside


@settings(max_examples=30, deadline=None)
@given(st.floats(4, 18))
def test_hba1c_follows_the_master_equation_both_ways(percent):
    row = read(_shared_reader(), observation("o", "4548-4", percent, "%"))[0]
    # NGSP = 0.09148 x IFCC + 2.152 (ngsp.org), the other of the pair of equations
    assert math.isclose(0.09148 * row["number"] + 2.152, percent, abs_tol=0.02)


_kept: list[Reader] = []


def _shared_reader() -> Reader:
    """One for all examples: hypothesis does not start fixtures anew."""
    if not _kept:
        _kept.append(make_reader())
    return _kept[0]
