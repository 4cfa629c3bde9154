"""What a team says of itself: the House of Care by its parts, and the care model (ACIC)."""
