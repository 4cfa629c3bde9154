"""Group and telephone coaching: offering times, booking, who came, what came of it, the next call."""
