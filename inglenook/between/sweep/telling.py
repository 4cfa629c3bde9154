"""What a silence sets off: the programme's rule says who is told and who phones."""

from datetime import timedelta

from ..alerts.api import raise_alert, raise_call
from ..models import CheckIn
from ..programmes.api import programme_of
from ..rules import Rule
from .silence import Silence

LEAST = timedelta(hours=24)


def tell_staff(silences: list[Silence]) -> None:
    """Raise what each rule of silence asks for; asked twice, it is there once."""
    wanted = CheckIn.objects.select_related("person__practice", "enrolment__programme", "enrolment__owner")
    check_ins = wanted.in_bulk([silence.check_in_id for silence in silences])
    for silence in silences:
        check_in = check_ins[silence.check_in_id]
        rules = programme_of(check_in.enrolment.programme).rules
        _tell(check_in, next(rule for rule in rules if rule.code == silence.rule))


def _tell(check_in: CheckIn, rule: Rule) -> None:
    enrolment = check_in.enrolment
    about = {
        "key": f"silence:{check_in.pk}:{rule.code}",
        "person": check_in.person,
        "reason": f"{rule.title} ({enrolment.programme.title})",
        "within": timedelta(hours=rule.within_hours) if rule.within_hours else LEAST,
        "enrolment": enrolment,
        "owner": enrolment.owner,
    }
    if rule.level:
        name = f"{enrolment.programme.code}:{rule.code}"
        raise_alert(**about, level=rule.level, rule=name, check_in=check_in)
    if rule.call:
        raise_call(**about)
