"""The commissioner's page: need and the cycle over whole practices, in counts that name nobody."""
