"""A course as a SCORM 1.2 package: each module is an item of its own, and nothing in it needs the network."""

import io
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import jinja2

from ... import text
from ...vocabulary import vocabulary
from ..rules import Course, Module

HERE = Path(__file__).parent / "templates"
SHARED = ("course.css", "course.js")
NAMESPACES = {
    "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}
Element = ElementTree.Element


def package(course: Course) -> bytes:
    """The zip. The same course gives the same bytes."""
    made = {"imsmanifest.xml": manifest(course)}
    made |= {_file(module): _page(course, module) for module in course.modules}
    made |= {name: (HERE / name).read_bytes() for name in SHARED}
    day = tuple(int(part) for part in course.dated.split("-"))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in made.items():
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def manifest(course: Course) -> bytes:
    """`imsmanifest.xml`: the order of its elements is the schema's (ADL SCORM 1.2, Content Aggregation Model)."""
    root = Element("manifest", {"identifier": f"inglenook-{course.code}", "version": str(course.version)} | NAMESPACES)
    about = _add(root, "metadata")
    _add(about, "schema").text, _add(about, "schemaversion").text = "ADL SCORM", "1.2"
    organisations = _add(root, "organizations", default="course")
    organisation = _add(organisations, "organization", identifier="course")
    _add(organisation, "title").text = course.title
    resources = _add(root, "resources")
    for module in course.modules:
        item = _add(organisation, "item", identifier=f"item-{module.code}", identifierref=f"module-{module.code}")
        _add(item, "title").text = module.title
        held = _resource(resources, f"module-{module.code}", "sco", [_file(module)], href=_file(module))
        _add(held, "dependency", identifierref="shared")
    _resource(resources, "shared", "asset", SHARED)
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _resource(resources: Element, identifier: str, kind: str, files, **more: str) -> Element:
    said = {"identifier": identifier, "type": "webcontent", "adlcp:scormtype": kind} | more
    found = ElementTree.SubElement(resources, "resource", said)
    for name in files:
        _add(found, "file", href=name)
    return found


def _add(parent: Element, name: str, **said: str) -> Element:
    return ElementTree.SubElement(parent, name, said)


def _file(module: Module) -> str:
    return f"{module.code}.html"


def _page(course: Course, module: Module) -> bytes:
    levels = [vocabulary().levels[code] for code in module.levels]
    return _template().render(course=course, module=module, levels=levels, html=text.html).encode()


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(HERE)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "module.html.jinja"
    )
