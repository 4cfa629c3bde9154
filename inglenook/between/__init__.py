"""Support between appointments: programmes, check-ins, what people answer, and who is told in time.

Start with `rules.py` (what a programme is), then `models/`. One sub-package a part: `programmes` (data, trying them
out, enrolment), `sweep` (what is due for everybody now), `replies` (what an answer means), `alerts`, `coaching`.
"""
