"""Settings, addresses, the command line: where the rooms are joined."""
