"""What pages of planning say in the same way."""


def called(person) -> str:
    """The name the person uses."""
    return getattr(getattr(person, "preferences", None), "known_as", "") or person.given_name
