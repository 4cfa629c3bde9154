"""Where rooms above say what they want to be told. This room calls them and knows none of them."""

from inglenook.messaging.hooks import Hook

on_word_back = Hook()  # (word_back): a professional here is told how their referral ended
on_concern = Hook()  # (concern): a safeguarding concern about somebody on a list; inside the action's transaction
on_worry = Hook()  # (person, key, reason): a volunteer is worried about somebody; inside the action's transaction
