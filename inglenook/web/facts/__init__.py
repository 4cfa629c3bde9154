"""What people know of their own health and add to their record, beside what others recorded."""
