"""Reference pages are made from the code; one that lags fails here."""

import pytest

from inglenook.config import reference


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_page_is_as_the_code_would_write_it(name):
    assert (reference.DOCS / name).read_text() == reference.made()[name], "run `inglenook reference`"


def test_every_variable_of_the_environment_is_described():
    assert "|  |" not in reference.settings()
