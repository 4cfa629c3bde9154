"""What the team and the person say to each other about the plan."""
