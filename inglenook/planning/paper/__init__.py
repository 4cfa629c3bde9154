"""Paper forms: the plan and what gets ready for it, printed for one person, and typed in when they come back."""
