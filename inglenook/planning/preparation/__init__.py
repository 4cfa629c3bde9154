"""Packs: results in plain words and prompts, out by the person's own way, answers back."""
