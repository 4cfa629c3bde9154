from django.db import models
from django.utils.translation import gettext_noop as marked


class Channel(models.TextChoices):
    """The ways to reach a person. What can be done on one can be done on all."""

    WEB = "web", marked("On the web")
    EMAIL = "email", marked("Email")
    TEXT = "text", marked("Text message")
    LETTER = "letter", marked("Letter")
    PHONE = "phone", marked("Phone call")
