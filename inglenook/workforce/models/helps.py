"""Which helps for the talk a member of staff does not want to see any more."""

from django.db import models
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain


class PutAway(models.Model):
    """A help that its reader has put away for good; they alone know, and may bring it back."""

    own_rows = "owner_id"

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    help = plain(models.CharField("code of the help", max_length=60))
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "help"], name="put_away_once")]
