"""A synthetic English-shaped region, written as FHIR R4 bulk NDJSON. Nobody in it is real.

People come in batches of 6,000, each drawn whole from its own seed, so the first people of a region are the
same whatever its size, and memory does not grow with it. Everything is drawn and written as columns.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from . import care, resources
from .conditions import draw_conditions
from .files import NdjsonFolder, OutputFolderNotEmpty, prepare_folder
from .organisations import organisations
from .patients import carers_of, patients_of
from .people import BATCH, draw_people
from .resources import Chunk
from .results import draw_blood_pressures, draw_results, draw_smoking
from .visits import draw_visits

__all__ = ["OutputFolderNotEmpty", "synthesise"]


def synthesise(
    *,
    people: int,
    seed: int,
    out: Path,
    as_of: date,
    progress: Callable[[int], None] | None = None,
    compress: bool = False,
    replace: bool = False,
) -> dict[str, int]:
    """Write a region of so many people as it stands on `as_of`; return resources by type.

    `progress` is called after each batch with the number of people in it. The same arguments give the same
    bytes. NHS numbers are of the 999 range; people past its end (about 909,000) have none.
    Raises `OutputFolderNotEmpty` unless `replace` is true and the folder holds only NDJSON files.
    """
    prepare_folder(out, replace=replace)
    folder = NdjsonFolder(out, compress=compress)
    try:
        folder.write("Organization", organisations(seed, people))
        for batch in range(-(-people // BATCH)):
            wanted = min(BATCH, people - batch * BATCH)
            _write_batch(folder, seed, batch, as_of, wanted)
            if progress:
                progress(wanted)
    finally:
        folder.close()
    return dict(folder.counts)


def _write_batch(folder: NdjsonFolder, seed: int, batch: int, as_of: date, wanted: int) -> None:
    for chunk in _chunks(seed, batch, as_of):
        lines = chunk.lines
        if wanted < BATCH:
            lines = lines.filter(pa.array(np.less(chunk.person, wanted)))
        folder.write(chunk.type, lines)


def _chunks(seed: int, batch: int, as_of: date) -> Iterator[Chunk]:
    people = draw_people(seed, batch, as_of)
    conditions = draw_conditions(people)
    visits = draw_visits(people, conditions)
    yield patients_of(people)
    yield carers_of(people, care.draw_cared_for(people, conditions))
    yield resources.conditions_of(people, conditions)
    yield resources.short_illnesses_of(people, care.draw_short_illnesses(people))
    yield resources.circumstances_of(people, care.draw_circumstances(people))
    yield resources.medicines_of(people, care.draw_medicines(people, conditions))
    yield resources.allergies_of(people, care.draw_allergies(people))
    yield resources.encounters_of(people, conditions, visits)
    yield resources.blood_pressures_of(people, visits, *draw_blood_pressures(people, conditions, visits))
    yield resources.smoking_of(people, visits, *draw_smoking(people, visits))
    for results in draw_results(people, conditions, visits):
        yield resources.results_of(people, visits, results)
    yield from resources.care_plans_of(people, conditions, care.draw_care_plans(people, conditions))
