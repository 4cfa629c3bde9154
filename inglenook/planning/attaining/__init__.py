"""Goal attainment scaling: what as much as expected, less and more would look like, and how it went."""
