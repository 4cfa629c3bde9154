"""Run every bench module (`bench/<name>.py` whose `rows()` gives Rows), or those named: `python -m bench imports`."""

import importlib
import os
import pkgutil
import sys
from dataclasses import replace

import django

import bench
from bench.table import keep, loop_ms, machine, show


def main(wanted: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inglenook.config.settings")
    django.setup()
    facts = machine()
    names = wanted or [module.name for module in pkgutil.iter_modules(bench.__path__)]
    modules = [
        importlib.import_module(f"bench.{name}") for name in names if name not in ("table", "memory", "__main__")
    ]
    rows = []
    for module in modules:
        before = loop_ms()
        for row in module.rows() if hasattr(module, "rows") else ():
            rows.append(replace(row, loop_ms=(before, loop_ms())))
            keep(facts, rows)  # what is measured stays, whatever comes next
    show(facts, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
