"""The dated, sourced tables of `data/`, read once, as columns."""

from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import yaml


@cache
def document(name: str) -> dict[str, Any]:
    """Return the YAML document `data/<name>.yaml`."""
    return yaml.safe_load((files(__package__) / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def table(name: str, part: str | None = None) -> SimpleNamespace:
    """Return a document's rows (or those of one part of it) as a namespace of NumPy arrays, one a column."""
    content = document(name)[part] if part else document(name)
    columns = zip(*content["rows"], strict=True)
    return SimpleNamespace(**{name: _array(values) for name, values in zip(content["columns"], columns, strict=True)})


def _array(values: tuple) -> np.ndarray:
    return np.array(values, dtype=None if isinstance(values[0], int | float) else object)


def pick(values, index: np.ndarray) -> pa.Array:
    """Return the words `values[index]` as an Arrow column."""
    return pa.array([str(value) for value in values]).take(pa.array(index))
