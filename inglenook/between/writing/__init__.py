"""Writing to a person from something that waits for an answer."""
