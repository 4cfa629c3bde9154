"""The tests each due person still needs, as one visit; calling people and how it went."""
