"""The person's own pages that join rooms: home, who has looked, what I share."""
