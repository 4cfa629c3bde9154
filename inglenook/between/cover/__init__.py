"""Who sees to whose alerts and tasks while they are away."""
