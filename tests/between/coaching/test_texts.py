"""What goes out about sessions: short, plain, and nothing about health."""

import pytest

from inglenook.between.coaching import texts
from inglenook.between.models import Session
from inglenook.core import clock
from inglenook.messaging.length import length, sendable


@pytest.mark.parametrize(
    "sample", list(texts.TEXTS.catalogue()), ids=lambda sample: f"{sample.template}-{sample.language}"
)
def test_at_its_worst_a_text_takes_two_parts_and_four_in_other_scripts(sample):
    found = length(sendable(sample.text.body))
    assert found.segments <= (2 if found.alphabet == "GSM" else 4), found


def test_the_title_of_a_session_does_not_go_out(person, practice, nurse):
    session = Session(
        organisation=practice, coach=nurse, kind="group", title="Living with diabetes", starts_at=clock.now()
    )
    assert "diabetes" not in str(texts.values(session, person))
