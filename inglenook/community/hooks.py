"""Where rooms above say what they want to be told by this one, which knows none of them."""

from inglenook.messaging.hooks import Hook

on_worry = Hook()  # (person, key, reason): a professional must know today; inside the worry's transaction
