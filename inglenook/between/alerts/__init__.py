"""Who must be told, by when: raising alerts, cover, climbing, acknowledging, closing. Other rooms use `api`."""
