"""Words back by e-mail: once the mail server has one, the referrer has been told."""

from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from inglenook.core import access
from inglenook.core.beats import beat
from inglenook.messaging.models import Notice

from ..models import WordBack
from .actions import tell


@transaction.atomic
def follow() -> int:
    """Note which words back are with the mail server now, and how many. Two workers note each once."""
    with access.working():
        notice = Notice.objects.filter(key=Concat(Value("word_back:"), Cast(OuterRef("pk"), CharField())))
        waiting = WordBack.objects.filter(way=WordBack.Way.EMAIL, sent_at=None).select_related("referral")
        left = waiting.annotate(left_at=Subquery(notice.values("sent_at"))).exclude(left_at=None)
        words = list(left.select_for_update(skip_locked=True, of=("self",)))
        for word in words:
            word.sent_at = word.left_at
            word.save(update_fields=["sent_at"])
            if word.referral.state != "told":
                tell(referral=word.referral, by=None)
    beat("words_back")
    return len(words)
