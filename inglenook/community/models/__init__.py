"""The directory of services; referrals to link workers; groups and peers."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .group import Attendance, Group, Meeting, Place
from .peer import PeerContact, PeerMatch, PeerSupporter, Supervision
from .referral import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack

__all__ = [
    "Attendance",
    "Concern",
    "Feed",
    "Group",
    "Introduction",
    "Meeting",
    "PeerContact",
    "PeerMatch",
    "PeerSupporter",
    "Place",
    "Provider",
    "Referral",
    "ReferralStep",
    "RiskNote",
    "Service",
    "ServiceAtSite",
    "Site",
    "Supervision",
    "Visit",
    "WordBack",
]
