"""The e-mails that say a question has come again: one a day at most, nothing of its content, and one tap stops them."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging import notices

from ...models import Recall, RecallChoice

SUBJECT = "A question from your course"
TEXT = """A short question from a course you took is waiting for you. It takes a minute.

{again}

You do not want these e-mails? One tap stops them, without signing in:

{stop}
"""


@transaction.atomic
def remind() -> int:
    """Write to everybody with a question that is due and not told of yet, and who wants it; to how many."""
    with access.working():
        due = Recall.objects.filter(due_on__lte=clock.today(), answered_at=None, told_at=None)
        due = due.exclude(learner__in=RecallChoice.objects.filter(wants_email=False).values("learner"))
        learners = list(User.objects.filter(pk__in=due.values("learner"), is_active=True).order_by("pk"))
        notices.tell_each(key=f"recall:{clock.today()}", subject=SUBJECT, texts=_texts(learners))
        due.update(told_at=clock.now())
    return len(learners)


def _texts(learners: Iterable[User]) -> list[tuple[User, str]]:
    """Each with their own link that stops."""
    RecallChoice.objects.bulk_create([RecallChoice(learner=user) for user in learners], ignore_conflicts=True)
    refs = dict(RecallChoice.objects.filter(learner__in=learners).values_list("learner", "ref"))
    again = settings.SITE_URL + reverse("again")
    stops = {user: settings.SITE_URL + reverse("stop_recall_email", args=[refs[user.pk]]) for user in learners}
    return [(user, TEXT.format(again=again, stop=stop)) for user, stop in stops.items()]
