"""Background work of the community, run by the worker that `inglenook serve` starts.

Procrastinate looks for it here.
"""

from .groups import tasks as groups
from .offers import tasks as offers

__all__ = ["groups", "offers"]
