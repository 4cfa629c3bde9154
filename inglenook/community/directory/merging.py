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
