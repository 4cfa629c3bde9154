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
        report.counts.add(batch.type, kept=len(taken.rows["place"].unique()), **taken.outcomes)
        rejects += taken.rejects
        if batch.type == "Patient":
            keys = taken.rows["source_key"]
            reader.learn("person", pa.table({"key": keys, "id": pa.array(range(len(keys)), pa.int64())}))
    report.examples = [f"line {e['line']}: {e['type']} {e['reason']}" for e in rejects[:SHOWN]]
    return report


def _stranger() -> Reader:
    reader = Reader(clock.today())
    reader.learn("social", social_findings())
    reader.learn("result_code", result_codes())
    nobody = pa.table({"key": pa.array([], pa.string()), "id": pa.array([], pa.int64())})
    reader.learn("organisation", nobody)
    reader.learn("person", nobody)
    return reader
