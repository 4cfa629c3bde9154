"""A coach's people between appointments: the list, one person's thread, handing over, who covers when."""
