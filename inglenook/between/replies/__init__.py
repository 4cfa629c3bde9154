"""What an answer means: read from the person's words, kept as said, its rules fired, and answered."""
