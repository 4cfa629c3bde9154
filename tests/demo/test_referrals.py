"""The link worker of the demonstration has work of every kind before her."""

import pytest

from inglenook.community.models import Referral, WordBack
from inglenook.demo.accounts import accounts

pytestmark = pytest.mark.django_db


def test_two_wait_in_the_inbox_one_of_them_not_matched_yet(town):
    waiting = Referral.objects.filter(owner=None)
    assert {referral.way for referral in waiting} == {"self", "agency"}
    assert waiting.get(way="agency").person is None


def test_three_are_on_her_caseload_and_one_is_over_with_the_nurse_told(town):
    grace = accounts()["link-worker"]
    assert Referral.objects.filter(owner=grace, closed_at=None).count() == 3
    assert set(Referral.objects.exclude(closed_at=None).values_list("state", flat=True)) == {"told"}
    assert WordBack.objects.get().way == "here"
