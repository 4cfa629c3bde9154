"""What the reader needs to know of codes, as tables."""

import pyarrow as pa

from inglenook.people.reference import MeasureCode, measure_codes, social_themes


def social_findings() -> pa.Table:
    """Codes that systems file as conditions and that are circumstances: code, theme."""
    themes = social_themes()
    return pa.table({"code": pa.array(themes, pa.string()), "theme": pa.array(themes.values(), pa.string())})


def result_codes() -> pa.Table:
    """Codes and units of measures, with the way to the measure's unit and the bounds of what is possible there."""
    columns = zip(*measure_codes(), strict=True)
    return pa.table(dict(zip(MeasureCode._fields, map(list, columns), strict=True)))
