"""The region's organisations: invented practices in networks under one integrated care board."""

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from .lines import column
from .people import BATCH, PRACTICES_A_BLOCK
from .tables import document

ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
PRACTICES_A_NETWORK = 5
KINDS = {"practice": "GP practice", "network": "Primary care network", "board": "Integrated care board"}


def practice_ids(seed: int, practice: np.ndarray) -> pa.Array:
    """Return the resource ids of practices by their running number from 0."""
    return pc.binary_join_element_wise(f"s{seed}-practice-", column(practice + 1), "")


def organisations(seed: int, people: int) -> pa.Array:
    """Return the lines of all Organization resources of a region of so many people."""
    blocks = -(-people // (BATCH * PRACTICES_A_BLOCK))
    practices = range(blocks * PRACTICES_A_BLOCK)
    networks = range(-(-len(practices) // PRACTICES_A_NETWORK))
    resources = [_organisation(seed, "board", 0, document("region")["board"], "Q9Z", None)]
    for n in networks:
        name = f"{_locality(n)} Primary Care Network"
        resources.append(_organisation(seed, "network", n, name, f"U9{n + 1:04d}", "board-1"))
    for n in practices:
        above = f"network-{n // PRACTICES_A_NETWORK + 1}"
        resources.append(_organisation(seed, "practice", n, _practice(n), f"Y9{n + 1:04d}", above))
    return pa.array([orjson.dumps(resource).decode() + "\n" for resource in resources])


def _organisation(seed: int, kind: str, number: int, name: str, code: str, part_of: str | None) -> dict:
    above = {"partOf": {"reference": f"Organization/s{seed}-{part_of}"}} if part_of else {}
    return {
        "resourceType": "Organization",
        "id": f"s{seed}-{kind}-{number + 1}",
        "identifier": [{"system": ODS, "value": code}],
        "active": True,
        "type": [{"text": KINDS[kind]}],
        "name": name,
        **({"telecom": [{"system": "phone", "value": _number(number)}]} if kind == "practice" else {}),
        **above,
    }


def _number(number: int) -> str:
    """A telephone number of those that Ofcom keeps for stories."""
    return f"01632 960{(number + 1) % 1000:03d}"


def _practice(number: int) -> str:
    names, kinds = document("region")["practices"], document("region")["practice_kinds"]
    around, turn = divmod(number, len(names))
    name = f"{names[turn]} {kinds[around % len(kinds)]}"
    return name if around < len(kinds) else f"{name}, {_locality(around - len(kinds))}"


def _locality(number: int) -> str:
    """Return a place's name, numbered once the list has been used up."""
    names = document("region")["localities"]
    around, turn = divmod(number, len(names))
    return names[turn] if around == 0 else f"{names[turn]} {around + 1}"
