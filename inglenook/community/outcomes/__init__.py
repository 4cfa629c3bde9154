"""How people are at the start, after 12 weeks, 6, 12 and 24 months: asked, heard, counted, and who was lost."""
