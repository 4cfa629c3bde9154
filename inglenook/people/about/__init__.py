"""About Me: the person's own words beside what came from elsewhere, and what they show and tell in media."""
