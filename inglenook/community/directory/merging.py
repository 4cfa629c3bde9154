"""JSON merge patches (RFC 7396): what people here changed is kept as one, beside what the feed says."""

from typing import Any


def merged(target: Any, patch: Any) -> Any:
    """The target with the patch put on it; neither is changed."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def composed(first: dict, then: dict) -> dict:
    """One patch that does what both do, one after the other: what `then` takes away stays taken away."""
    result = dict(first)
    for name, value in then.items():
        before = result.get(name)
        result[name] = composed(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return result
