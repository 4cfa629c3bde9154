"""What is wrong in a file, where, and how it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """`line` counts from 1; 0 says that it is about the whole file."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self):
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.mend}"


class Faulty(Exception):
    """Something was not taken. `faults` says each reason with its place."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
