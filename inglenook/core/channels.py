from django.db import models


class Channel(models.TextChoices):
    """The ways to reach a person. What can be done on one can be done on all."""

    WEB = "web", "On the web"
    EMAIL = "email", "Email"
    TEXT = "text", "Text message"
    LETTER = "letter", "Letter"
    PHONE = "phone", "Phone call"
