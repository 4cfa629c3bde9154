"""An urgent value does not wait for the worker's next round."""

import json

from typer.testing import CliRunner

from inglenook.config.cli import commands
from inglenook.core import clock
from inglenook.planning.models import Task

from .resources import observation, patient

POTASSIUM = "2823-3"


def test_an_import_puts_urgent_results_on_a_list_at_once(importing):
    taken = {"effectiveDateTime": clock.today().isoformat()}
    importing.write("Patient.ndjson", patient())
    importing.write(
        "Observation.ndjson",
        observation("high", POTASSIUM, 6.9, "mmol/L", **taken),  # 6.5 or more is urgent
        observation("usual", POTASSIUM, 4.4, "mmol/L", **taken),
    )
    first, again = (
        json.loads(CliRunner().invoke(commands(), ["import", "fhir", str(importing.folder), "--json"]).stdout)
        for _ in range(2)
    )
    assert (first["urgent"], again["urgent"]) == (1, 0)
    assert Task.objects.get().result.source_key == "high"
