"""What people add to their own record, and where it came from."""
