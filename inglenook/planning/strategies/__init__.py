"""Strategies where the work happens: in the conversation and in Today, into the plan, and how they go."""
