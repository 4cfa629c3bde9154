"""Personas and the synthetic region. Nothing but the command line knows this package."""
