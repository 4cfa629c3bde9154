"""What staff write about themselves is read by whom it names, and by nobody else."""

import pytest
from django.apps import apps

from inglenook.core import access
from inglenook.core.models import User
from inglenook.core.policies import declared_by
from inglenook.core.roles import ROLES
from tests import factories
from tests.rows import fill

pytestmark = pytest.mark.django_db
OWN = [m for m in apps.get_models() if m._meta.managed and getattr(declared_by(m), "own_rows", None)]
PLAIN = [m for m in OWN if declared_by(m) is m]


def rows_seen(model, user: User | None) -> set[int]:
    with access.standing(role=access.WEB, actor_id=user and user.pk):
        return set(model.objects.values_list("pk", flat=True))


@pytest.fixture
def written(practice):
    """A row in every such table, and everybody who might look."""
    person, made = factories.make_person(practice), {}
    rows = {model: fill(model, person, made) for model in PLAIN}
    staff = [factories.make_user(role.title, role=role.code, at=practice) for role in ROLES.values()]
    return rows, [None, *staff]


def test_the_owner_reads_their_rows_and_colleagues_do_not(written):
    rows, others = written
    for model, row in rows.items():
        assert rows_seen(model, User.objects.get(pk=getattr(row, model.own_rows))) == {row.pk}, model
        for user in others:
            held = model in (m for m in PLAIN if getattr(m, "held_by", ()))
            assert held or rows_seen(model, user) == set(), (model, user and user.name)


def test_what_is_sealed_not_even_background_work_reads(written):
    rows, _ = written
    for model, row in rows.items():
        with access.working():
            seen = set(model.objects.values_list("pk", flat=True))
        assert seen == (set() if getattr(model, "sealed", False) else {row.pk}), model
