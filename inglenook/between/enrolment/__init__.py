"""Who is in which programme: offered from the plan, agreed, lessened, rested, moved, stopped by anybody it is about."""
