class Refused(Exception):
    """What was asked cannot be done now. The message is fit to be shown."""
