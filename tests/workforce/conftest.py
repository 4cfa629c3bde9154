import pytest

from tests import factories


@pytest.fixture
def supervisor(practice):
    return factories.make_user("Helen Ward", role="gp", at=practice)


@pytest.fixture
def administrator(practice):
    return factories.make_user("Chloe Sanders", role="administrator", at=practice)
