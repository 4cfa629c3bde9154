"""The directory of services; referrals to link workers; groups and peers."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .finding import Listing, Outward, Phrase, Postcode, SearchTally, Word
from .keeping import Double, Edit, Fault, FeedRun, Flag
from .referral import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack
from .taxonomy import ServiceTerm, Term, Vocabulary

__all__ = [
    "Concern",
    "Double",
    "Edit",
    "Fault",
    "Feed",
    "FeedRun",
    "Flag",
    "Introduction",
    "Listing",
    "Outward",
    "Phrase",
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
    "Term",
    "Visit",
    "Vocabulary",
    "WordBack",
    "Word",
]
