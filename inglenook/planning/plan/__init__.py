"""The one shared plan: agreed versions, what changed, the person's copy."""
