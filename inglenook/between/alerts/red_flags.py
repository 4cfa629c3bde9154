"""What an e-mail about a red flag says."""

from django.conf import settings

RED_FLAG = "Inglenook: a red flag waits for you"


def red_flag_text(ref) -> str:
    """What an e-mail about a red flag says: no name, no reason, only where to look."""
    return (
        "An answer between appointments needs somebody to look at it now.\n\n"
        f"Look and answer: {settings.SITE_URL}/alerts/{ref}/\n\n"
        "When nobody says that they have seen it, it goes to somebody else. This e-mail says nothing about the person "
        "on purpose. Please do not reply to it."
    )
