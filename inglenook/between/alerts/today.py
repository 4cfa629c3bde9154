"""What "Today" is told about alerts: their page, their word, and of a red flag the time it has left."""

from django.urls import reverse

from inglenook.planning.models import Task
from inglenook.planning.today.kinds import Elsewhere, register

from ..models import Alert

TONES = {Alert.Level.RED_FLAG: "alarm", Alert.Level.SOON: "heed"}


def look_up(tasks: list[Task]) -> dict[int, Elsewhere]:
    """Once an alert has been seen its clock no longer runs."""
    return {alert.task_id: _elsewhere(alert) for alert in Alert.objects.filter(task__in=tasks)}


def _elsewhere(alert: Alert) -> Elsewhere:
    runs = alert.level == Alert.Level.RED_FLAG and not alert.acknowledged_at
    return Elsewhere(
        href=reverse("alert", args=[alert.ref]),
        title=alert.get_level_display() + (", seen" if alert.acknowledged_at else ""),
        tone=TONES.get(alert.level, "plain") if not alert.acknowledged_at else "calm",
        until=alert.answer_by if runs else None,
    )


def install() -> None:
    register(Task.Kind.ALERT, look_up)
