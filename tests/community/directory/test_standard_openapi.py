"""The published directory under schemathesis, with the standard's own OpenAPI document."""

import json
import re
from pathlib import Path

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from inglenook.community.directory.reading import read_in
from inglenook.community.models import Service, ServiceAtSite, Term, Vocabulary
from tests.realdata import shared

from .feeds import INSIDE, make_service, serving_services

pytestmark = pytest.mark.django_db
EXAMPLES = 10
KNOWN = {"services": Service, "service_at_locations": ServiceAtSite, "taxonomies": Vocabulary, "taxonomy_terms": Term}
PATHS = [f"/{name}{end}" for name in KNOWN for end in ("", "/{id}")] + ["/"]
HOSTED = re.compile(r"https://raw\.githubusercontent\.com/openreferral/uk-profile/main/schema/(.+)")
CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def standard():
    """The document with the schemas that it links put in their place, and `type: time`, which JSON Schema has not,
    called a string."""
    folder = shared("open-referral/oruk-3.0/schema")
    return schemathesis.openapi.from_dict(_whole(json.loads((folder / "openapi.json").read_text()), folder))


def _whole(part, folder: Path):
    if isinstance(part, list):
        return [_whole(item, folder) for item in part]
    if not isinstance(part, dict):
        return part
    link = part.get("$ref", "")
    if found := HOSTED.fullmatch(link):
        return _whole(json.loads((folder / found[1]).read_text()), folder)
    if link.endswith(".json"):
        return _whole(json.loads((folder / link).read_text()), folder)
    if part.get("type") == "time":
        return part | {"type": "string"}
    return {key: _whole(value, folder) for key, value in part.items() if key != "example"}


@pytest.fixture
def directory():
    with serving_services(make_service("Chair exercise"), make_service("Tea and talk")) as (base, _):
        read_in(base, fetcher=INSIDE)


@pytest.mark.parametrize("path", PATHS)
def test_it_answers_as_the_standard_says(standard, directory, path):
    operation, client, statuses = standard[path]["GET"], Client(), []

    @QUICK
    @given(case=operation.as_strategy())
    def ask(case):
        for named in _with_a_known_thing(case, path):
            answer = client.get(f"/open-referral{named}", case.query or {})
            statuses.append(answer.status_code)
            case.validate_response(_as_answered(answer), checks=CHECKS)

    ask()
    assert 200 in statuses


def _with_a_known_thing(case, path: str) -> list[str]:
    if "{id}" not in path:
        return [path]
    ref = KNOWN[path.split("/")[1]].objects.first().ref
    return [case.formatted_path, path.replace("{id}", str(ref))]


def _as_answered(answer) -> Response:
    asked = requests.Request("GET", "http://localhost/").prepare()
    headers = {name.lower(): [value] for name, value in answer.headers.items()}
    return Response(answer.status_code, headers, answer.content, asked, elapsed=0, verify=False)
