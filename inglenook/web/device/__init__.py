"""A person's own device: what it keeps to be read without a connection, and what it sends when there is one again."""
