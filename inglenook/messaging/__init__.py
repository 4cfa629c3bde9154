"""What is on its way to people: one ledger of messages, letters as tagged PDF, e-mail.

Start with `models.py` (the ledger), then `letters.py`.
"""
