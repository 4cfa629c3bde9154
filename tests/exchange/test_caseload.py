"""A caseload from a GP system's report."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from inglenook.config.cli import commands
from inglenook.core.models import Organisation
from inglenook.exchange.caseload import MappingError, read_caseload, read_mapping
from inglenook.exchange.run import import_caseload
from inglenook.people.models import Circumstance, Condition, Person, Result

HEADING = (
    "NHS number,Title,First name,Surname,Date of birth,Sex,Email,Mobile,Phone,Address,Postcode,Practice code,"
    "Asthma,Type 2 diabetes,Lives alone,HbA1c,HbA1c date,Systolic,Diastolic,Blood pressure date"
)
AMINA = (
    '999 000 0018,Mrs,Amina,Hussain,04/06/1960,F,a@example.org,07700 900001,,"1 High St, Town",ZZ1 1AA,Y90001,'
    "01/02/2010,yes,n,58,03/05/2026,140,85,03/05/2026"
)
BORN_ON_NO_DAY = "9990000026,Mr,Bert,Stone,31/02/1950,M" + "," * 14
THREE_BAD_RESULTS = "9990000034,Mr,Cy,Hill,1/3/1950,M,,,,,,,,,yes,abc,03/05/2026,2000,85,03/05/2030"
WRONG_NUMBER = "9990000043,Ms,Di,Hall,01/03/1951,,,,,,,,,,,,,,,"


@pytest.fixture
def filled(tmp_path):
    """The template, written by its command and filled in."""
    written = CliRunner().invoke(commands(), ["import", "csv-template", str(tmp_path)])
    assert written.exit_code == 0
    report = tmp_path / "caseload.csv"
    assert report.read_text().strip() == HEADING
    report.write_text("\n".join([HEADING, AMINA, BORN_ON_NO_DAY, THREE_BAD_RESULTS, "short,row", WRONG_NUMBER]))
    return report, tmp_path / "mapping.yaml"


def test_a_report_comes_in_by_its_mapping(transactional_db, home, filled):
    practice = Organisation.objects.create(name="Brookside", code="Y90001")
    path, mapping = filled
    report = import_caseload(path, read_mapping(mapping), source="GP report")
    # Four people and the short row, three conditions, six results; five of these are bad.
    assert report.counts.total() == {"read": 14, "kept": 9, "unchanged": 0, "ignored": 0, "rejected": 5}
    amina = Person.objects.get(nhs_number="9990000018")
    assert (amina.name, amina.birth_date, amina.sex, amina.practice) == (
        "Amina Hussain",
        date(1960, 6, 4),
        "female",
        practice,
    )
    assert (amina.title, amina.mobile, amina.address) == ("Mrs", "07700 900001", "1 High St, Town")
    assert set(Condition.objects.values_list("person", "code", "started_on")) == {
        (amina.pk, "195967001", date(2010, 2, 1)),
        (amina.pk, "44054006", None),
    }
    assert Circumstance.objects.get().person.family_name == "Hill"
    results = dict(Result.objects.filter(person=amina).values_list("measure", "number"))
    assert results == {"hba1c": 58, "systolic": 140, "diastolic": 85}
    lines = sorted((e["line"], e["reason"]) for e in map(json.loads, report.rejected.read_text().splitlines()))
    assert lines == [
        (3, "has a date that cannot be read"),
        (4, "has a date in the future"),
        (4, "has a date in the future"),
        (4, "has a value that is not a number"),
        (5, "has another number of cells than the heading"),
        (6, "NHS number left out: its check digit is wrong"),
    ]
    again = import_caseload(path, read_mapping(mapping), source="GP report")
    assert (again.counts.total()["kept"], again.counts.total()["unchanged"]) == (0, 9)


def test_a_line_that_does_not_say_who_is_meant_is_rejected_once(transactional_db, home, filled):
    path, mapping = filled
    path.write_text("\n".join([HEADING, AMINA.replace("999 000 0018", "  "), AMINA]))
    report = import_caseload(path, read_mapping(mapping), source="GP report")
    [entry] = map(json.loads, report.rejected.read_text().splitlines())
    assert (entry["line"], entry["reason"]) == (2, "says nothing under NHS number, which tells who is meant")
    assert Person.objects.get().nhs_number == "9990000018"


def test_a_preview_says_the_same_and_changes_nothing(transactional_db, home, filled):
    path, mapping = filled
    shown = CliRunner().invoke(
        commands(), ["import", "csv", str(path), "--mapping", str(mapping), "--preview", "--json"]
    )
    said = json.loads(shown.stdout)
    assert said["total"] == {"read": 14, "kept": 9, "unchanged": 0, "ignored": 0, "rejected": 5}
    assert "line 5: row has another number of cells than the heading" in said["examples"]
    assert not Person.objects.exists()


def test_a_preview_counts_people_not_lines_about_them(transactional_db, home, filled):
    path, mapping = filled
    mapping.write_text(mapping.read_text().replace("nhs_number: NHS number", "nhs_number: NHS number\n  key: Email"))
    amina_again = AMINA.replace("01/02/2010", "02/02/2010")
    amina_under_another_key = AMINA.replace("a@example.org", "amina@example.org")
    without_number = ",Mr,Ed,Moss,01/03/1951,M,ed@example.org" + "," * 13
    lines = [HEADING, AMINA, amina_again, amina_under_another_key, without_number, without_number]
    path.write_text("\n".join(lines))
    command = ["import", "csv", str(path), "--mapping", str(mapping), "--preview"]
    said = json.loads(CliRunner().invoke(commands(), [*command, "--json"]).stdout)
    assert said["types"]["Patient"] == {"read": 5, "kept": 2, "unchanged": 3, "ignored": 0, "rejected": 0}
    assert "Lines about somebody listed before: 3." in CliRunner().invoke(commands(), command).stdout
    import_caseload(path, read_mapping(mapping), source="GP report")
    assert Person.objects.count() == 2


def test_a_report_of_an_old_spreadsheet_is_read_as_windows_1252(tmp_path, filled):
    path, mapping = filled
    path.write_bytes("\n".join([HEADING, AMINA.replace("Amina", "Zoë")]).encode("cp1252"))
    patient = read_caseload(path, read_mapping(mapping)).batches[0].lines[0].as_py()
    assert "Zoë" in patient


@pytest.mark.parametrize(
    "encoding, between", [("utf-16", "\t"), ("utf-8-sig", ";"), ("utf-8-sig", ","), ("cp1252", ";")]
)
def test_a_report_is_read_as_spreadsheets_write_it(tmp_path, filled, encoding, between):
    path, mapping = filled
    rows = [HEADING.replace("NHS number", " NHS number "), "9990000018,Mrs,Zoë,Hussain,04/06/1960" + "," * 15]
    path.write_bytes("\r\n".join(rows).replace(",", between).encode(encoding))
    caseload = read_caseload(path, read_mapping(mapping))
    assert caseload.rejects == []
    assert ["Zoë" in line for line in caseload.batches[0].lines.to_pylist()] == [True]


@pytest.mark.parametrize(
    "report, said",
    [
        (b"", "caseload.csv is empty"),
        (b"\n\n", "caseload.csv is empty"),
        (b"PK\x03\x04\x00\x00\x90", "caseload.csv is no text: save the spreadsheet as CSV UTF-8"),
        (AMINA.encode(), "has no heading|names a column twice"),
    ],
    ids=["empty", "blank", "workbook", "no headings"],
)
def test_what_is_no_report_is_explained(filled, report, said):
    path, mapping = filled
    path.write_bytes(report)
    with pytest.raises(MappingError, match=said):
        read_caseload(path, read_mapping(mapping))


def test_the_command_names_the_mapping_and_shows_no_traceback(filled):
    path, mapping = filled
    mapping.write_text("hello")
    done = CliRunner().invoke(commands(), ["import", "csv", str(path), "--mapping", str(mapping), "--preview"])
    assert done.exit_code == 2
    assert "mapping.yaml: there is no `person:`" in done.output


@pytest.mark.parametrize(
    "change, said",
    [
        (
            ("given_name: First name", "given_name: Forename"),
            "first line of caseload.csv has no heading Forename: change",
        ),
        (("title: Title", "nickname: Title"), "`person` knows no nickname"),
        (("unit: mmol/mol", "unit: furlong"), "no result is a hba1c in furlong"),
        (("person:", "persons:"), "there is no `person:` with columns"),
        (("results:", "outcomes:"), "there is no `outcomes`"),
        (("title: Title", "title:"), "the name of a column is missing"),
        (('"%d/%m/%Y"', "dd/mm/yyyy"), "`dates: dd/mm/yyyy` tells no day; write 04/06/2026 as %d/%m/%Y"),
        (('"%d/%m/%Y"', '"%Q"'), "`dates: %Q` tells no day"),
        (("  - {column: Asthma,", "  - Asthma\n  - {column: Asthma,"), "does not have the form of the example"),
        (("nhs_number: NHS number", "# nothing"), "`person` needs a `key` or an `nhs_number`"),
        (("results:", "results: ["), "it is no YAML, line \\d+: "),
    ],
)
def test_a_mapping_that_does_not_fit_is_explained(filled, change, said):
    path, mapping = filled
    mapping.write_text(mapping.read_text().replace(*change))
    with pytest.raises(MappingError, match=said):
        read_caseload(path, read_mapping(mapping))


def test_the_template_never_writes_over_a_file(filled):
    _, mapping = filled
    again = CliRunner().invoke(commands(), ["import", "csv-template", str(mapping.parent)])
    assert again.exit_code == 2
    assert "is there already" in " ".join(again.output.replace("│", " ").split())  # in a box, broken where it must
