"""Who is due a review, when and why: one statement for a million people."""
