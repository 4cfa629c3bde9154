"""The directory of services; referrals to link workers; groups and peers; how people are long after."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .finding import Listing, Outward, Phrase, Postcode, SearchTally, Town, Word
from .group import Attendance, Group, Meeting, Place
from .keeping import Double, Edit, Fault, FeedRun, Flag
from .outcome import OutcomePoint
from .peer import PeerContact, PeerMatch, PeerSupporter, Supervision
from .referral import Concern, ExtraSlots, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack
from .taxonomy import ServiceTerm, Term, Vocabulary

__all__ = [
    "Attendance",
    "Concern",
    "Double",
    "Edit",
    "ExtraSlots",
    "Fault",
    "Feed",
    "FeedRun",
    "Flag",
    "Group",
    "Introduction",
    "Listing",
    "Meeting",
    "OutcomePoint",
    "Outward",
    "PeerContact",
    "PeerMatch",
    "PeerSupporter",
    "Phrase",
    "Place",
    "Postcode",
    "Provider",
    "Referral",
    "ReferralStep",
    "RiskNote",
    "SearchTally",
    "Service",
    "ServiceAtSite",
    "ServiceTerm",
    "Site",
    "Supervision",
    "Term",
    "Town",
    "Visit",
    "Vocabulary",
    "Word",
    "WordBack",
]
