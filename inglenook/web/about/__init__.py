"""About Me: read and written by the person, by those they let in, and by professionals who help them to write it."""
