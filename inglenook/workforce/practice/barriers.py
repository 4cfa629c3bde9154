"""What stands in the way, in words, and which of it a strategy is for."""

BARRIERS = {
    "loneliness": "Loneliness",
    "getting_about": "Getting about",
    "health_literacy": "Understanding health words",
    "money": "Money",
    "medicines": "Medicines",
    "mood": "Low mood",
    "confidence": "Low confidence",
    "caring": "Caring for somebody",
    "language": "Language",
    "online": "Doing things online",
    "pain": "Pain",
    "fatigue": "Fatigue",
    "fear": "Fear",
    "time": "Time",
    "habit": "Habit",
    "lapse": "A lapse",
    "sleep": "Sleep",
    "memory": "Memory",
}


def barriers_of(strategy: str) -> tuple[str, ...]:
    """The barriers a strategy is for; a barrier's own code stands for itself."""
    return (strategy,) if strategy in BARRIERS else ()
