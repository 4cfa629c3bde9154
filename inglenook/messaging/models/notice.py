"""E-mails to those whom a person is not: members of staff, charities, other agencies."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import contact, plain, secret


class Notice(models.Model):
    """An e-mail that something waits, never about whom. `key` names the occasion, once.

    It goes to a member of staff, or to an `address` outside. Its text may hold a private link, so it is kept no longer
    than until it is with the mail server.
    """

    inner = True

    key = plain(models.CharField("what it is about, once", max_length=120, unique=True))
    to = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    address = contact(models.CharField(max_length=254, blank=True, db_default=""))
    subject = plain(models.CharField(max_length=200))
    text = secret(models.TextField())
    made_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    tries = plain(models.SmallIntegerField(default=0, db_default=0))
    failure = plain(models.CharField("what went wrong, without personal data", max_length=200, db_default=""))

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["made_at"], condition=Q(sent_at=None), name="notice_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(to__isnull=False) | ~Q(address=""), name="notice_to_somebody")
        ]
