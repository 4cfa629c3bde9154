"""The synthetic region: the same every time, valid, and of the shape that published figures give England."""

import gzip
import re
from collections import Counter, defaultdict
from datetime import date
from importlib import import_module
from pathlib import Path

import nhs_number
import numpy as np
import orjson
import phonenumbers
import pytest
import typer
from typer.testing import CliRunner

from inglenook.demo.commands import synthesise as command
from inglenook.demo.synthesis import OutputFolderNotEmpty, synthesise
from inglenook.demo.synthesis.conditions import Conditions, draw_conditions, position
from inglenook.demo.synthesis.patients import nhs_numbers, patients_of
from inglenook.demo.synthesis.people import BATCH, draw_people
from inglenook.demo.synthesis.tables import document

DAY = date(2026, 6, 4)
DATA = Path(import_module("inglenook.demo.synthesis").__file__).parent / "data"


def make(out: Path, people: int, **options) -> Path:
    synthesise(people=people, seed=7, out=out, as_of=DAY, **options)
    return out


def read(folder: Path, type_: str) -> list[dict]:
    lines = (line for path in sorted(folder.glob(f"{type_}.*")) for line in path.read_bytes().splitlines())
    return [orjson.loads(line) for line in lines]


@pytest.fixture(scope="module")
def region(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("region"), 6_300)


@pytest.fixture(scope="module")
def resources(region) -> dict[str, list[dict]]:
    return {type_: read(region, type_) for type_ in {path.name.split(".")[0] for path in region.iterdir()}}


class Population:
    """Living people of four batches (24,000), as columns."""

    def __init__(self):
        people = [draw_people(7, batch, DAY) for batch in range(4)]
        drawn = [draw_conditions(batch) for batch in people]
        alive = ~np.concatenate([batch.dead for batch in people])
        self.age = np.concatenate([batch.age for batch in people])[alive]
        self.decile = np.concatenate([batch.decile for batch in people])[alive]
        self.woman = np.concatenate([batch.woman for batch in people])[alive]
        self.active = np.concatenate([conditions.active for conditions in drawn])[alive]

    def per_cent(self, *keys: str, from_age: int = 0) -> float:
        has = self.active[:, [position(key) for key in keys]].any(axis=1)
        return 100 * has[self.age >= from_age].mean()

    def several(self, rows: np.ndarray) -> float:
        return (self.active[rows].sum(axis=1) >= 2).mean()


@pytest.fixture(scope="module")
def population() -> Population:
    return Population()


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    first, second = make(tmp_path / "first", 300), make(tmp_path / "second", 300)
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}


def test_the_first_people_are_the_same_whatever_the_total(tmp_path, region):
    """200 people alone, and the first 200 of 6,300 over two batches, down to every entry on their records."""
    alone = make(tmp_path / "alone", 200)
    ours = {f"s7-{number:07d}" for number in range(1, 201)}
    for path in alone.glob("[!O]*"):  # organisations grow with the region; observations are looked at below
        lines = (region / path.name).read_bytes().splitlines()
        assert path.read_bytes().splitlines() == [x for x in lines if orjson.loads(x)["id"][:10] in ours], path.name
    mine = {row["id"]: row for row in read(region, "Observation") if row["id"][:10] in ours}
    assert {row["id"]: row for row in read(alone, "Observation")} == mine


def test_another_seed_gives_other_people(tmp_path, region):
    synthesise(people=50, seed=8, out=tmp_path, as_of=DAY)
    other, ours = read(tmp_path, "Patient"), read(region, "Patient")[:50]
    assert [row["birthDate"] for row in other] != [row["birthDate"] for row in ours]


def test_counts_are_the_lines_written(tmp_path):
    counts = synthesise(people=250, seed=3, out=tmp_path, as_of=DAY)
    assert counts["Patient"] == 250
    assert counts == {type_: len(read(tmp_path, type_)) for type_ in counts}


def test_progress_adds_up_to_the_people(tmp_path):
    made: list[int] = []
    make(tmp_path, BATCH + 10, progress=made.append)
    assert made == [BATCH, 10]


def test_gzipped_files_hold_the_same_lines(tmp_path):
    plain, packed = make(tmp_path / "plain", 60), make(tmp_path / "packed", 60, compress=True)
    for path in plain.iterdir():
        assert gzip.decompress((packed / f"{path.name}.gz").read_bytes()) == path.read_bytes()


def test_files_roll_over(tmp_path, monkeypatch):
    monkeypatch.setattr(import_module("inglenook.demo.synthesis.files"), "PART_BYTES", 1_000)
    make(tmp_path, BATCH + 100)
    parts = sorted(path.name for path in tmp_path.glob("Patient.*"))
    assert parts == ["Patient.000.ndjson", "Patient.001.ndjson"]
    assert len(read(tmp_path, "Patient")) == BATCH + 100


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(OutputFolderNotEmpty):
        make(tmp_path, 20)
    with pytest.raises(OutputFolderNotEmpty):
        make(tmp_path, 20, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_command_refuses_politely_and_replaces_when_asked(tmp_path):
    app = typer.Typer()
    app.command()(command)
    arguments = [
        "--people",
        "30",
        "--seed",
        "2",
        "--out",
        str(tmp_path / "r"),
        "--on",
        "2026-06-04",
        "--gzip",
    ]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code == 2
    assert "--replace" in again.output
    assert CliRunner().invoke(app, [*arguments, "--replace"]).exit_code == 0


def test_nhs_numbers_are_valid_unique_and_fictional(resources):
    values = [i["value"] for row in resources["Patient"] for i in row.get("identifier", [])]
    assert len(values) == len(set(values)) == 6_300
    assert all(nhs_number.is_valid(value) and value.startswith("999") for value in values)


def test_the_whole_999_range_is_used_once():
    """Of 1,000,000 running numbers those whose check digit would be 10 fall away: one in eleven."""
    numbers = nhs_numbers()
    assert len(numbers) == len(np.unique(numbers))
    assert len(numbers) == pytest.approx(1_000_000 * 10 / 11, abs=2)
    assert all(nhs_number.is_valid(str(number)) for number in numbers[::20_011])


def test_people_past_the_range_have_no_nhs_number():
    batch = len(nhs_numbers()) // BATCH
    rows = [orjson.loads(str(line)) for line in patients_of(draw_people(7, batch, DAY)).lines]
    left = len(nhs_numbers()) - batch * BATCH
    assert ["identifier" in row for row in rows] == [True] * left + [False] * (BATCH - left)


def test_telephones_are_from_the_ranges_kept_for_drama(resources):
    """Ofcom: 07700 900000 to 900999, and 01632 960000 to 960999."""
    rows = resources["Patient"] + resources["RelatedPerson"]
    numbers = {t["value"] for row in rows for t in row.get("telecom", []) if t["system"] == "phone"}
    assert {number[:9] for number in numbers} == {"07700 900", "01632 960"}
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(number, "GB")) for number in numbers)
    emails = {t["value"] for row in rows for t in row.get("telecom", []) if t["system"] == "email"}
    assert {email.split("@")[1] for email in emails} == {"example.org"}


def test_postcodes_are_well_formed_and_of_no_place(resources):
    postcodes = {row["address"][0]["postalCode"] for row in resources["Patient"]}
    assert all(re.fullmatch(r"ZZ\d{1,2} \d[ABD-HJLNP-UW-Z]{2}", code) for code in postcodes)


def test_references_resolve(resources):
    known = {f"{type_}/{row['id']}" for type_, rows in resources.items() for row in rows}
    assert len(known) == sum(map(len, resources.values()))
    assert {ref for rows in resources.values() for row in rows for ref in references(row)} <= known


def references(node) -> list[str]:
    if isinstance(node, dict):
        inner = [ref for value in node.values() for ref in references(value)]
        return inner + [node["reference"]] if "reference" in node else inner
    return [ref for item in node for ref in references(item)] if isinstance(node, list) else []


def test_resources_are_valid_fhir(resources):
    for type_, rows in resources.items():
        model = getattr(import_module(f"fhir.resources.R4B.{type_.lower()}"), type_)
        for row in rows[:: max(1, len(rows) // 60)]:
            model.model_validate(row)


def test_nothing_is_dated_after_the_day_or_before_birth(resources):
    born = {f"Patient/{row['id']}": row["birthDate"] for row in resources["Patient"]}
    for type_, field in [("Condition", "onsetDateTime"), ("Observation", "effectiveDateTime"),
                         ("MedicationRequest", "authoredOn")]:  # fmt: skip
        for row in resources[type_]:
            assert born[row["subject"]["reference"]] <= row[field] <= DAY.isoformat()
            assert row[field] <= row.get("abatementDateTime", row[field]) <= DAY.isoformat()


def test_organisations_are_a_region(resources):
    kinds = Counter(row["type"][0]["text"] for row in resources["Organization"])
    assert kinds == {"GP practice": 2, "Primary care network": 1, "Integrated care board": 1}
    practices = Counter(row["managingOrganization"]["reference"] for row in resources["Patient"])
    assert min(practices.values()) > 3_000


def test_circumstances_are_told_from_conditions(resources):
    social = {"422650009", "105529008", "224484003", "73438004"}
    found = [row for row in resources["Condition"] if row["code"]["coding"][0]["code"] in social]
    assert found
    assert {row["category"][0]["coding"][0]["code"] for row in found} == {"social-history"}


# Register prevalence, England, in per cent of the register's ages: the lowest and highest of the Quality and
# Outcomes Framework 2021-22 to 2024-25, with room for chance in 24,000 people (three standard errors).
QOF = [
    (("hypertension",), 0, 13.9, 15.3),
    (("type-1-diabetes", "type-2-diabetes"), 17, 7.2, 8.0),
    (("asthma",), 6, 6.4, 6.6),
    (("copd",), 0, 1.8, 1.9),
    (("coronary-heart-disease",), 0, 3.0, 3.0),
    (("atrial-fibrillation",), 0, 2.1, 2.3),
    (("heart-failure",), 0, 0.9, 1.1),
    (("stroke", "tia"), 0, 1.8, 1.9),
    (("chronic-kidney-disease",), 18, 4.0, 4.6),
    (("cancer",), 0, 3.3, 3.9),
    (("depression",), 18, 12.3, 14.0),
    (("dementia",), 0, 0.7, 0.8),
    (("epilepsy",), 18, 0.8, 0.8),
    (("rheumatoid-arthritis",), 16, 0.8, 0.8),
    (("schizophrenia", "bipolar"), 0, 0.9, 1.0),
    (("learning-disability",), 0, 0.5, 0.6),
    (("obesity",), 18, 9.7, 12.8),
]


@pytest.mark.parametrize(("keys", "from_age", "low", "high"), QOF, ids=[row[0][0] for row in QOF])
def test_prevalence_is_that_of_english_registers(population, keys, from_age, low, high):
    people = (population.age >= from_age).sum()
    chance = 3 * 100 * (high / 100 / people) ** 0.5
    assert low - chance <= population.per_cent(*keys, from_age=from_age) <= high + chance


def test_ages_are_those_of_england(population):
    """ONS mid-2023, England: median age 40.4 years; 18.7 per cent aged 65 and over; 51 per cent women."""
    assert np.median(population.age) == pytest.approx(40.4, abs=1.5)
    assert (population.age >= 65).mean() == pytest.approx(0.187, abs=0.012)
    assert population.woman.mean() == pytest.approx(0.51, abs=0.015)


def test_several_conditions_grow_with_age(population):
    """Barnett and others 2012: two thirds of people aged 65 to 84 have two or more."""
    shares = [population.several((population.age >= a) & (population.age < a + 20)) for a in (5, 25, 45, 65)]
    assert shares == sorted(shares)
    assert 0.5 <= shares[-1] <= 0.75


def test_several_conditions_come_earlier_where_people_are_poorer(population):
    """Barnett and others 2012: 10 to 15 years earlier in the most deprived areas."""
    working = (population.age >= 40) & (population.age < 65)
    poorest, richest = (population.several(working & rows) for rows in (population.decile <= 2, population.decile >= 9))
    assert poorest > 1.15 * richest
    younger = (population.age >= 42) & (population.age < 57) & (population.decile <= 2)
    older = (population.age >= 47) & (population.age < 62) & (population.decile >= 9)
    assert population.several(younger) > population.several(older)


def test_conditions_cluster_beyond_age(population):
    """Observed over expected of diabetes with hypertension among people of the same ages is above one."""
    old = (population.age >= 60) & (population.age < 75)
    diabetes, hypertension = (population.active[old, position(key)] for key in ("type-2-diabetes", "hypertension"))
    assert (diabetes & hypertension).mean() / (diabetes.mean() * hypertension.mean()) > 1.2


def test_results_follow_conditions_and_trend(resources):
    values: dict[str, list[float]] = defaultdict(list)
    for row in resources["Observation"]:
        if "valueQuantity" in row:
            values[row["code"]["coding"][0]["code"]].append(row["valueQuantity"]["value"])
    diabetic = {row["subject"]["reference"] for row in resources["Condition"] if "-type-2-diabetes" in row["id"]}
    hba1c = [row for row in resources["Observation"] if "-hba1c-" in row["id"]]
    theirs = [row for row in hba1c if row["subject"]["reference"] in diabetic]
    per_person = Counter(row["subject"]["reference"] for row in theirs)
    assert np.mean(list(per_person.values())) > 3
    assert 48 < np.median([r["valueQuantity"]["value"] for r in theirs if "mol" in r["valueQuantity"]["unit"]]) < 64
    assert 20 < len(values["4548-4"]) < len(values["59261-8"])  # the old unit, in per cent, is the rare one
    assert 4 < min(values["4548-4"]) < max(values["4548-4"]) < 14


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.yaml")))
def test_tables_say_whence_and_hold_nothing_that_json_escapes(name):
    content = document(name)
    assert content["source"]
    assert isinstance(content["dated"], date)
    assert not re.search(r'["\\\x00-\x1f]', "".join(words(content)).replace("\n", ""))


def words(node) -> list[str]:
    if isinstance(node, dict | list):
        return [word for item in (node.values() if isinstance(node, dict) else node) for word in words(item)]
    return [node] if isinstance(node, str) else []


def test_creatinine_and_egfr_agree(resources):
    """CKD-EPI 2009 creatinine equation, forward: 141 x (Scr/k)^-1.209 x 0.993^age, x 1.018 for women."""
    patients = {f"Patient/{row['id']}": row for row in resources["Patient"]}
    value = {row["id"]: row["valueQuantity"]["value"] for row in resources["Observation"] if "valueQuantity" in row}
    checked = 0
    for row in (row for row in resources["Observation"] if "-egfr-" in row["id"] and value[row["id"]] < 60):
        patient, creatinine = (
            patients[row["subject"]["reference"]],
            value[row["id"].replace("egfr", "creatinine")],
        )
        if "deceasedDateTime" in patient:  # age is that at death
            continue
        woman = patient["gender"] == "female"
        age = (DAY - date.fromisoformat(patient["birthDate"])).days / 365.25
        ratio = creatinine / 88.4 / (0.7 if woman else 0.9)
        assert value[row["id"]] == pytest.approx(141 * ratio**-1.209 * 0.993**age * (1.018 if woman else 1), abs=0.6)
        checked += 1
    assert checked > 100


def test_a_few_values_are_urgent(resources):
    panels = [row["component"] for row in resources["Observation"] if "component" in row]
    urgent = [p for p in panels if p[0]["valueQuantity"]["value"] >= 180 and p[1]["valueQuantity"]["value"] >= 120]
    assert 0 < len(urgent) < len(panels) / 100


def test_carers_look_after_the_frail(resources):
    age = {f"Patient/{row['id']}": DAY.year - int(row["birthDate"][:4]) for row in resources["Patient"]}
    cared_for = [age[row["patient"]["reference"]] for row in resources["RelatedPerson"]]
    assert np.median(cared_for) > np.median(list(age.values())) + 20


def test_resolved_conditions_are_not_active():
    none = np.datetime64("NaT")
    conditions = Conditions(
        np.array([[True, True, False]]), None, np.array([[none, np.datetime64("2020-01-01"), none]])
    )
    assert conditions.active.tolist() == [[True, False, False]]
