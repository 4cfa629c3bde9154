"""Programmes as data: reading and checking them, the shipped ones, writing and trying one's own."""
