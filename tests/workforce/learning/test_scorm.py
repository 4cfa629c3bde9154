"""The package for other learning systems: whole, valid, and asking the network for nothing."""

import io
import re
import zipfile

import pytest
from lxml import etree

from inglenook.workforce.learning.courses.reading import read_course
from inglenook.workforce.learning.courses.scorm.packaging import package
from inglenook.workforce.learning.vocabulary import DATA

CP, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.fixture(scope="module")
def course():
    return read_course(DATA / "courses" / "whole-team")


@pytest.fixture(scope="module")
def archive(course):
    return zipfile.ZipFile(io.BytesIO(package(course)))


@pytest.fixture(scope="module")
def manifest(archive):
    return etree.fromstring(archive.read("imsmanifest.xml"))


def test_the_manifest_has_what_the_specification_asks_in_its_order(manifest):
    """SCORM 1.2, Content Aggregation Model, 2.3.2: metadata, organizations, resources."""
    assert manifest.tag == f"{CP}manifest" and manifest.get("identifier")
    assert [child.tag for child in manifest] == [f"{CP}metadata", f"{CP}organizations", f"{CP}resources"]
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert manifest.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    organisations = manifest.find(f"{CP}organizations")
    assert organisations.get("default") == organisations.find(f"{CP}organization").get("identifier")
    assert all(item[0].tag == f"{CP}title" and item[0].text for item in organisations.iter(f"{CP}item"))


def test_every_identifier_is_one_of_its_own_and_every_reference_finds_one(manifest):
    identifiers = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one) for one in identifiers)  # xsd:ID
    wanted = {one.get("identifierref") for one in manifest.iter() if one.get("identifierref")}
    assert wanted <= {one.get("identifier") for one in manifest.iter(f"{CP}resource")}


def test_every_module_can_be_launched_and_every_file_is_there(manifest, archive, course):
    scos = [one for one in manifest.iter(f"{CP}resource") if one.get(f"{ADL}scormtype") == "sco"]
    assert [one.get("href") for one in scos] == [f"{module.code}.html" for module in course.modules]
    assert all(one.get("type") == "webcontent" for one in manifest.iter(f"{CP}resource"))
    files = {one.get("href") for one in manifest.iter(f"{CP}file")}
    assert files | {"imsmanifest.xml"} == set(archive.namelist())


def test_nothing_is_asked_of_the_network(archive):
    for name in archive.namelist():
        text = archive.read(name).decode()
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), name
        assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|eval\(", text), name


def test_the_same_course_gives_the_same_bytes(course):
    assert package(course) == package(course)
