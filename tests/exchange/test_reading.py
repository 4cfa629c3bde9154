"""Blocks, lines, dates and fingerprints."""

import gzip
import hashlib
from datetime import date, timedelta
from uuid import UUID

import orjson
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inglenook.core import clock
from inglenook.exchange import files

from .resources import condition
from .test_units import make_reader

READER = make_reader()
LINES = st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b" ")), max_size=30)


def read(**fields) -> dict:
    return READER.read("Condition", pa.array([orjson.dumps(condition("c") | fields).decode()])).to_pylist()[0]


@settings(max_examples=60, deadline=None)
@given(lines=LINES, block=st.integers(1, 60), ends=st.booleans())
def test_blocks_give_every_line_once_and_any_of_them_can_be_begun_at(tmp_path_factory, lines, block, ends):
    text = b"\n".join(lines) + (b"\n" if ends and lines else b"")
    path = tmp_path_factory.mktemp("blocks") / "Condition.ndjson.gz"
    path.write_bytes(gzip.compress(text))
    place = files.places(path)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "BLOCK", block)
        found = list(files.batches(place))
        marks = [(batch.offset, batch.last_line) for batch in found]
        again = [list(files.batches(place, offset=o, line=n)) for o, n in marks]
    wanted = [line.decode(errors="replace") for line in text.split(b"\n")]
    wanted = wanted[:-1] if text.endswith(b"\n") or not text else wanted
    readable = [w if "\ufffd" not in w else "not UTF-8" for w in wanted]
    assert [line.rstrip("\n") for batch in found for line in batch.lines.to_pylist()] == readable
    assert found[-1].is_last and found[-1].offset == len(text)
    for i, rest in enumerate(again):
        assert sum(len(b.lines) for b in rest) == sum(len(b.lines) for b in found[i + 1 :])
    for batch in found:
        if len(batch.lines):
            assert batch.where(len(batch.lines) - 1) == (place.name, batch.last_line)


@settings(max_examples=50, deadline=None)
@given(
    st.dates(date(1850, 1, 1), date(2020, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%Y-%m-%dT23:59:59Z"])
)
def test_a_date_is_the_day_that_was_written_and_a_missing_part_the_first(day, form):
    begun = read(onsetDateTime=day.strftime(form))["started_on"]
    assert begun == {"%Y-%m": day.replace(day=1), "%Y": date(day.year, 1, 1)}.get(form, day)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_the_fingerprint_is_the_md5_of_the_line(display):
    line = orjson.dumps(condition("c") | {"note": display}).decode()
    if "\\u0000" in line:
        return
    row = READER.read("Condition", pa.array([line])).to_pylist()[0]
    assert UUID(bytes=row["fingerprint"]) == UUID(hashlib.md5(line.encode()).hexdigest())


def test_tomorrow_is_the_future_and_today_is_not():
    today = clock.today()
    assert read(onsetDateTime=today.isoformat())["reason"] is None
    assert read(onsetDateTime=(today + timedelta(days=1)).isoformat())["reason"] == "has a date in the future"


@pytest.mark.parametrize("status, ended, active", [
    ("active", None, True), ("resolved", None, False), ("inactive", None, False), ("recurrence", None, True),
    ("resolved", "2020-01-01", True),  # until the day it ended, as that day says
])  # fmt: skip
def test_a_condition_is_active_until_it_ended(status, ended, active):
    row = read(clinicalStatus={"coding": [{"code": status}]}, abatementDateTime=ended)
    assert row["is_active"] is active


def test_a_snomed_code_is_preferred_to_the_first():
    codings = [
        {"system": "http://hl7.org/fhir/sid/icd-10", "code": "E11"},
        {"system": "http://snomed.info/sct", "code": "44054006"},
    ]
    assert read(code={"coding": codings})["code"] == "44054006"


def test_names_of_files_say_what_is_in_them(tmp_path):
    for name in (
        "Patient.ndjson",
        "Condition.000.ndjson.gz",
        "Observation.2.ndjson",
        "log.ndjson",
        "bundle.json",
        "x.txt",
    ):
        (tmp_path / name).touch()
    assert {place.name: place.type for place in files.places(tmp_path)} == {
        "Patient.ndjson": "Patient", "Condition.000.ndjson.gz": "Condition", "Observation.2.ndjson": "Observation",
        "log.ndjson": "log.ndjson", "bundle.json": "",
    }  # fmt: skip
