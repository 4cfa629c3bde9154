"""What is due today, whom for and why; follow-up of actions; the person at a glance."""
