"""Make programmes and enrolments for tests."""

import itertools
from datetime import timedelta

from inglenook.between.models import Enrolment, Programme
from inglenook.core import clock

_number = itertools.count(1)


def enrol(person, owner, title="Blood pressure at home", **more) -> Enrolment:
    number = next(_number)
    programme = Programme.objects.create(code=f"test_{number}", number=1, title=title, contents={}, state="on")
    today = clock.today()
    given = {"started_on": today, "ends_on": today + timedelta(days=90), "channel": "text"} | more
    return Enrolment.objects.create(person=person, programme=programme, owner=owner, **given)
