"""What pages of planning say in the same way."""


def called(person) -> str:
    """The name the person uses."""
    return getattr(getattr(person, "preferences", None), "known_as", "") or person.given_name


def wants_large_print(person) -> bool:
    """What the person says about large print, else what their record says."""
    return _own_or_recorded(person, "wants_large_print")


def needs_interpreter(person) -> bool:
    return _own_or_recorded(person, "needs_interpreter")


def _own_or_recorded(person, wish: str) -> bool:
    own = getattr(getattr(person, "preferences", None), wish, None)
    return getattr(person, wish) if own is None else own
