"""Beginning by oneself: an account without an invitation, and a record of one's own without a practice."""
