"""What the plan asks of one member of the team, or of the person."""
