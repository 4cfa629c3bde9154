"""Organisations of the world: read with every fault's line, searched, and drawn with the same in words."""

import pytest

from inglenook.workforce.learning.faults import Faulty
from inglenook.workforce.learning.loading import load_shipped
from inglenook.workforce.learning.world.importing import keep, read
from inglenook.workforce.models import WorldOrganisation

pytestmark = pytest.mark.django_db
HEAD = "name,country,about,link,checked_on\n"
GOOD = "Vilans,NL,Knowledge of long-term care,https://www.vilans.nl/,2026-11-01\n"


@pytest.fixture
def file(tmp_path):
    def write(text):
        (tmp_path / "organisations.csv").write_text(text)
        return tmp_path / "organisations.csv"

    return write


@pytest.fixture(autouse=True)
def empty(db):
    """Without those that come with Inglenook."""
    WorldOrganisation.objects.all().delete()


def test_a_file_is_read_and_read_again_changes_what_it_says_anew(file):
    keep(read(file(HEAD + GOOD)))
    keep(read(file(HEAD + GOOD.replace("Vilans,NL", "Vilans,Netherlands").replace("Knowledge", "Centre"))))
    (one,) = WorldOrganisation.objects.all()
    assert (one.country, one.about, one.checked_on.isoformat()) == ("NL", "Centre of long-term care", "2026-11-01")


@pytest.mark.parametrize(
    "row,what,mend",
    [
        (",NL,About,https://a.example/,", "Its name is empty.", "Fill it in."),
        ("A,Netherland,About,https://a.example/,", "“Netherland” is no country we know.", "Did you mean Netherlands?"),
        ("A,Atlantis,About,https://a.example/,", "“Atlantis” is no country we know.", "two letters (ISO 3166)"),
        ("A,NL,About,javascript:alert(1),", "“javascript:alert(1)” is no address.", "Links begin with https://"),
        ("A,NL,About,https://a.example/,22/11/2026", "“22/11/2026” is no day that has been.", "2026-11-22"),
        ("A,NL,About,https://a.example/,2999-01-01", "“2999-01-01” is no day that has been.", "leave it empty"),
        ("A,NL,About,https://www.vilans.nl/,", "Its link is that of line 2.", "Leave one out."),
        (f"{'A' * 201},NL,About,https://a.example/,", "Its name has 201 characters.", "The limit is 200."),
        ("A,NL", "Its about is empty.", "Fill it in."),
    ],
)
def test_every_fault_says_its_line_and_nothing_is_taken(file, row, what, mend):
    with pytest.raises(Faulty) as refused:
        read(file(HEAD + GOOD + row + "\n"))
    assert [(f.line, f.what) for f in refused.value.faults if f.what == what and mend in f.mend] == [(3, what)]
    assert not WorldOrganisation.objects.exists()


def test_a_file_without_its_columns_is_refused(file):
    with pytest.raises(Faulty, match="lacks the column name"):
        read(file("name;country\n"))


def test_what_is_shipped_is_drawn_and_said_and_listed(client, nurse):
    load_shipped()
    client.force_login(nurse)
    page = client.get("/learning/organisations/").content.decode()
    count = WorldOrganisation.objects.count()
    countries = WorldOrganisation.objects.values("country").distinct().count()
    assert count >= 40
    assert f"{count} organisations in {countries} countries are listed; most in United Kingdom (19)" in page
    assert page.count("world__dot") == countries  # each country with a circle, small ones too
    assert page.count("world__land--some") >= countries - 1  # Singapore has no outline at this size
    assert "not checked by us yet" in page


def test_it_is_searched_by_words_and_country(client, nurse):
    load_shipped()
    client.force_login(nurse)
    page = client.get("/learning/organisations/?words=literacy&country=AT").content.decode()
    assert "Österreichische Plattform" in page and "Planetree" not in page
    assert "None fits" in client.get("/learning/organisations/?words=xyzzy").content.decode()
