"""What the command line says: a course taken in, a hostile one refused with its places, a package written."""

import zipfile

import pytest
from typer.testing import CliRunner

from inglenook.config.cli import commands
from inglenook.workforce.models import Course, WorldOrganisation

from .conftest import MODULE

pytestmark = pytest.mark.django_db


def run(*words):
    done = CliRunner().invoke(commands(), list(map(str, words)), env={"COLUMNS": "200"})
    return done.exit_code, " ".join(done.output.split())


def test_a_course_is_taken_in_and_written_as_a_package(folder, tmp_path):
    code, said = run("import", "course", folder())
    assert (code, said) == (0, "“A small course”, version 1, 1 modules, is here now.")
    code, _ = run("export-course", "small-course", "--to", tmp_path / "out.zip")
    assert code == 0 and "imsmanifest.xml" in zipfile.ZipFile(tmp_path / "out.zip").namelist()


def test_a_course_with_a_script_is_refused_with_its_place_and_nothing_is_kept(folder):
    hostile = folder({"modules/01-first.md": MODULE.replace("Words of the second.", "<script>steal()</script>")})
    code, said = run("import", "course", hostile)
    assert code == 1 and "modules/01-first.md" in said and "It holds a script." in said
    assert not Course.objects.filter(code="small-course").exists()


def test_a_course_can_be_checked_without_being_taken(folder):
    assert run("import", "course", folder(), "--check")[0] == 0
    assert not Course.objects.filter(code="small-course").exists()


def test_an_unknown_course_is_said_with_those_there_are(course):
    code, said = run("export-course", "nothing")
    assert code == 2 and "whole-team" in said


def test_organisations_are_refused_with_their_lines(tmp_path):
    (tmp_path / "o.csv").write_text("name,country,about,link,checked_on\nA,Atlantis,B,https://a.example/,\n")
    WorldOrganisation.objects.all().delete()
    code, said = run("import", "organisations", tmp_path / "o.csv")
    assert code == 1 and "“Atlantis” is no country" in said and not WorldOrganisation.objects.exists()
