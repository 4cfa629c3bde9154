"""The demonstration's directory, read in once for each test that asks for it."""

from datetime import date

import pytest

from inglenook.demo.services import read_directory

DAY = date(2026, 11, 22)


@pytest.fixture
def directory(db, tmp_path):
    read_directory(DAY, tmp_path)
