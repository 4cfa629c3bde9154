"""Where postcodes are: from the ONS postcode directory, or from districts alone."""

import gzip
import zipfile

import pytest

from inglenook.community.find.places import Point, locate, minutes_by_bus, minutes_on_foot
from inglenook.community.find.postcodes import NoPostcodes, import_postcodes
from inglenook.community.models import Outward, Postcode
from tests.realdata import shared

pytestmark = pytest.mark.django_db

TABLE = """pcd7,pcds,doterm,lat,long
ZZ12CE,ZZ1 2CE,,53.9,-4.0
ZZ12CF,ZZ1 2CF,,53.92,-4.04
ZZ12CG,ZZ1 2CG,202001,53,-4
ZZ99ZZ,ZZ9 9ZZ,,99.999999,0
"""


@pytest.mark.parametrize("form", ["csv", "csv.gz", "zip"])
def test_live_postcodes_are_brought_in_and_their_district_stands_in_their_middle(tmp_path, form):
    path = tmp_path / f"onspd.{form}"
    if form == "zip":
        with zipfile.ZipFile(path, "w") as bundle:
            bundle.writestr("Documents/readme.csv", "a\n")
            bundle.writestr("Data/ONSPD.csv", TABLE)
    else:
        path.write_bytes(gzip.compress(TABLE.encode()) if form.endswith("gz") else TABLE.encode())

    assert import_postcodes(path).kept == 2
    assert locate("zz1 2ce") == Point(53.9, -4.0, "ZZ1", True)
    middle = locate("ZZ1")
    assert (round(middle.latitude, 6), round(middle.longitude, 6), middle.is_exact) == (53.91, -4.02, False)
    assert locate("ZZ1 9XX") == middle
    assert locate("ZZ9 9ZZ") is None


def test_the_sample_of_the_real_directory_loads():
    """4,236 of its 8,047 rows have not ended; README of the sample: 3,811 are terminated."""
    imported = import_postcodes(shared("geography/onspd_2025_sample_AB.csv.gz"))

    assert imported.read == 8_047
    assert imported.kept <= 8_047 - 3_811
    assert Postcode.objects.count() == imported.kept
    marischal = locate("AB10 1AB")
    assert marischal and abs(marischal.latitude - 57.149) < 0.01
    assert abs(marischal.longitude + 2.097) < 0.01


def test_what_is_no_directory_changes_nothing(tmp_path):
    Postcode.objects.create(postcode="ZZ12CE", outward="ZZ1", latitude=53.9, longitude=-4)
    path = tmp_path / "wrong.csv"
    for text in ("", "name,town\na,b\n", "pcds,lat,long\nnonsense,a,b\n"):
        path.write_text(text)
        with pytest.raises(NoPostcodes):
            import_postcodes(path, replace=True)
    assert Postcode.objects.count() == 1


def test_without_a_directory_a_district_stands_where_its_services_are(directory):
    assert not Postcode.objects.exists()
    assert Outward.objects.get(outward="ZZ3").places == 2
    assert locate("ZZ3 9ZZ").outward == "ZZ3"


def test_minutes_are_those_of_streets_to_five():
    """By hand: 1 km straight is 1.3 km of street: 16 minutes at 4.8 km/h; 5 km are 6.5 by bus: 10 and 26 minutes."""
    assert (minutes_on_foot(1), minutes_on_foot(0.01)) == (15, 5)
    assert minutes_by_bus(5) == 35
