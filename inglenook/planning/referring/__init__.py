"""From the plan to a link worker: refer somebody, see where it stands, hear how it ended, rise what is late."""
