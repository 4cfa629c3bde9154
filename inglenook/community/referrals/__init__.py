"""Social prescribing: referrals to link workers from receipt to the word back."""
