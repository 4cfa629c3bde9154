"""The directory of services; referrals to link workers; groups and peers."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .referral import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack

__all__ = [
    "Concern",
    "Feed",
    "Introduction",
    "Provider",
    "Referral",
    "ReferralStep",
    "RiskNote",
    "Service",
    "ServiceAtSite",
    "Site",
    "Visit",
    "WordBack",
]
