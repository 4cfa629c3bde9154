import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from inglenook.core import access
from inglenook.messaging.models import Message
from inglenook.people.models import Look, Person
from inglenook.planning.models import ReviewCycle
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_nurse_sees_the_people_of_her_practice_alone(nurse, person, stranger):
    with access.acting_as(nurse):
        assert list(Person.objects.all()) == [person]


def test_nobody_signed_in_sees_nobody(person):
    with access.acting_as(None):
        assert not Person.objects.exists()


def test_a_look_at_a_stranger_cannot_even_be_written(nurse, person, stranger):
    with access.acting_as(nurse):
        Look.objects.create(person=person, viewer=nurse, reason="To get ready", what="Record")
        with pytest.raises(DatabaseError), transaction.atomic():
            Look.objects.create(person=stranger, viewer=nurse, reason="Curious", what="Record")


def test_a_look_is_never_changed_not_even_by_the_owner_of_the_tables(nurse, person):
    look = Look.objects.create(person=person, viewer=nurse, reason="To get ready", what="Record")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Look.objects.filter(pk=look.pk).update(reason="Nothing")


def test_rows_of_a_list_carry_the_practice_and_move_with_the_person(nurse, person, practice, other_practice):
    cycle = factories.make_cycle(person)
    cycle.refresh_from_db()
    assert cycle.practice == practice
    person.practice = other_practice
    person.save(update_fields=["practice"])
    cycle.refresh_from_db()
    assert cycle.practice == other_practice
    with access.acting_as(nurse):
        assert not ReviewCycle.objects.exists()


def test_a_row_about_a_stranger_cannot_be_slipped_in_under_ones_own_practice(nurse, stranger, practice):
    with access.acting_as(nurse), pytest.raises(DatabaseError), transaction.atomic():
        factories.make_cycle(stranger, practice=practice)


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        return cursor.fetchone()[0]


def test_each_block_stands_as_it_says_and_the_one_around_it_as_before(nurse):
    outside = _role()
    with access.working():
        with access.working():
            assert _role() == access.WORK
        with access.acting_as(nurse), access.working():
            assert _role() == access.WORK
        with pytest.raises(ValueError), access.acting_as(nurse):
            assert _role() == access.WEB
            raise ValueError
        assert _role() == access.WORK
        access.take_place(role=access.WEB)
        with access.working():
            assert _role() == access.WORK
        assert _role() == access.WEB
    assert _role() == outside


def test_a_block_inside_its_like_asks_the_database_nothing_but_for_a_savepoint(django_assert_num_queries):
    with access.working(), django_assert_num_queries(2), access.working():
        pass


def test_a_person_with_messages_cannot_be_removed_before_them(person):
    Message.objects.create(person=person, key="one", kind="note", channel="text")
    with pytest.raises(IntegrityError, match="messaging_message are left"), transaction.atomic():
        Person.objects.filter(pk=person.pk)._raw_delete("default")
