"""Background work of the community, run by the worker that `inglenook serve` starts.

Procrastinate looks for it here.
"""

from .groups import tasks as groups

__all__ = ["groups"]
