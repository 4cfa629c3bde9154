"""Shared decisions: options side by side, what matters to the person, what both agreed."""
