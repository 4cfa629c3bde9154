"""The planning talk: one page for two people at one screen."""
