"""The directory of services; referrals to link workers; groups and peers."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .finding import Listing, Outward, Phrase, Postcode, SearchTally, Word
from .referral import Introduction, Referral, ReferralStep, Visit
from .taxonomy import ServiceTerm, Term, Vocabulary

__all__ = [
    "Feed",
    "Introduction",
    "Listing",
    "Outward",
    "Phrase",
    "Postcode",
    "Provider",
    "Referral",
    "ReferralStep",
    "SearchTally",
    "Service",
    "ServiceAtSite",
    "ServiceTerm",
    "Site",
    "Term",
    "Visit",
    "Vocabulary",
    "Word",
]
