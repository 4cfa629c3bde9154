from tests.planning.fixtures import answered, cycle, pack, talk

__all__ = ["answered", "cycle", "pack", "talk"]
