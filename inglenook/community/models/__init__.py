"""The directory of services; referrals to link workers; groups and peers; how people are long after."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .group import Attendance, Group, Meeting, Place
from .outcome import OutcomePoint
from .peer import PeerContact, PeerMatch, PeerSupporter, Supervision
from .referral import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack

__all__ = [
    "Attendance",
    "Concern",
    "Feed",
    "Group",
    "Introduction",
    "Meeting",
    "OutcomePoint",
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
