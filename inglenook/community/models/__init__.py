"""The directory of services; referrals to link workers; groups and peers."""

from .directory import Feed, Provider, Service, ServiceAtSite, Site
from .referral import Introduction, Referral, ReferralStep, Visit

__all__ = [
    "Feed",
    "Introduction",
    "Provider",
    "Referral",
    "ReferralStep",
    "Service",
    "ServiceAtSite",
    "Site",
    "Visit",
]
