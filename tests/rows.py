"""Fill any table with a row about a person, and what that row points to: new models join the walk by themselves."""

import itertools
import uuid
from datetime import date, time, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person
from tests import factories

_serial = itertools.count(1)

# What a table's own constraints ask for beyond its required fields.
ALSO = {"people.Target": {"high": 80}, "planning.ContingencyPlan": {"triggers": [{"text": "Breathless"}]}}


def fill(model, person: Person, made: dict | None = None):
    """A row of `model` about `person`; rows it needs are made too and kept in `made`, one a model."""
    made = {} if made is None else made
    if model is Person:
        return person
    if model in made:
        return made[model]
    values = {
        field.attname if field.is_relation else field.name: _value(field, person, made)
        for field in model._meta.concrete_fields
        if _must_be_given(field)
    }
    made[model] = model.objects.create(**values | ALSO.get(model._meta.label, {}))
    return made[model]


def _must_be_given(field) -> bool:
    if field.primary_key and not field.is_relation and isinstance(field, models.AutoField):
        return False
    if field.related_model is Person:
        return True  # where a row may be about nobody yet, this one is about the person
    return not (field.null or field.has_default() or field.db_default is not models.NOT_PROVIDED)


def _value(field, person, made):
    if field.is_relation:
        return _related(field, person, made).pk
    if field.choices:
        return field.choices[0][0]
    for kind, value in _VALUES.items():
        if isinstance(field, kind):
            return value()
    raise AssertionError(f"tests/rows.py does not know how to fill {field}")


def _related(field, person, made):
    if field.related_model is User:
        return factories.make_user()
    if field.related_model._meta.label == "people.Source":
        return factories.make_source()
    if field.related_model._meta.label == "core.Organisation":
        return person.practice
    return fill(field.related_model, person, made)


_VALUES = {
    models.UUIDField: uuid.uuid4,
    models.DateTimeField: clock.now,
    models.DateField: lambda: date(2026, 1, 1),
    models.TimeField: lambda: time(10),
    models.DurationField: lambda: timedelta(hours=48),
    models.BooleanField: lambda: False,
    models.IntegerField: lambda: 1,
    models.FloatField: lambda: 1.0,
    models.JSONField: dict,
    ArrayField: list,
    models.CharField: lambda: f"text {next(_serial)}",
    models.TextField: lambda: f"text {next(_serial)}",
}
