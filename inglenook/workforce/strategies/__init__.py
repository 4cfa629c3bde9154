"""Strategies for what stands in the way: words at the moment of need, ranked for one person, and helps for the talk."""
