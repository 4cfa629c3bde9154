"""What would come of a caseload, with nothing written."""

import pyarrow as pa

from inglenook.core import clock

from .caseload import Caseload
from .codes import result_codes, social_findings
from .reader import Reader
from .report import Report
from .taking import sorted_out

SHOWN = 20


def previewed(caseload: Caseload) -> Report:
    """The report an import would give if nobody in it were known yet; the first rejects are told in it."""
    reader = _stranger()
    report = Report("preview")
    rejects = list(caseload.rejects)
    for entry in rejects:
        report.counts.add(entry["type"], rejected=1)
    for batch in caseload.batches:
        taken = sorted_out(batch, reader.read(batch.type, batch.lines))
        lines = kept = len(taken.rows["place"].unique())
        if batch.type == "Patient":
            kept = _people(taken.rows)
            report.listed_before = lines - kept
            keys = taken.rows["source_key"].unique()
            reader.learn("person", pa.table({"key": keys, "id": pa.array(range(len(keys)), pa.int64())}))
        report.counts.add(batch.type, kept=kept, unchanged=lines - kept, **taken.outcomes)
        rejects += taken.rejects
    report.examples = [f"line {e['line']}: {e['type']} {e['reason']}" for e in rejects[:SHOWN]]
    return report


def _people(rows: pa.Table) -> int:
    """How many people these lines are about, as an import tells them apart: of lines with one key the last counts, and
    those with one NHS number are one person.
    """
    numbers = dict(zip(rows["source_key"].to_pylist(), rows["nhs_number"].to_pylist(), strict=True))
    with_number = [number for number in numbers.values() if number]
    return len(numbers) - len(with_number) + len(set(with_number))


def _stranger() -> Reader:
    reader = Reader(clock.today())
    reader.learn("social", social_findings())
    reader.learn("result_code", result_codes())
    nobody = pa.table({"key": pa.array([], pa.string()), "id": pa.array([], pa.int64())})
    reader.learn("organisation", nobody)
    reader.learn("person", nobody)
    return reader
