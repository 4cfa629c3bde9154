"""The directory of services; referrals to link workers; groups and peers."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .group import Attendance, Group, Meeting, Place
from .keeping import Double, Edit, Fault, FeedRun, Flag
from .peer import PeerContact, PeerMatch, PeerSupporter, Supervision
from .referral import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack
from .taxonomy import ServiceTerm, Term, Vocabulary

__all__ = [
    "Attendance",
    "Concern",
    "Double",
    "Edit",
    "Fault",
    "Feed",
    "FeedRun",
    "Flag",
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
    "ServiceTerm",
    "Site",
    "Supervision",
    "Term",
    "Visit",
    "Vocabulary",
    "WordBack",
]
