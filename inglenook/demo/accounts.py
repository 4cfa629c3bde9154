"""The accounts of the personas, and whose people they work with."""

from datetime import timedelta

from allauth.account.models import EmailAddress

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.people.models import Person

from .personas import Persona, by_email


def has_accounts() -> bool:
    """Whether this database was set up for a demonstration: accounts come last, together with the stories."""
    return User.objects.filter(email__in=by_email()).exists()


def accounts() -> dict[str, User]:
    """The accounts of the personas by the persona's code."""
    return {by_email()[user.email].code: user for user in User.objects.filter(email__in=by_email())}


def make_accounts() -> None:
    """Make the account of every persona. None has a password."""
    for persona in by_email().values():
        _make_account(persona)


def _make_account(persona: Persona) -> None:
    user = User.objects.create_user(persona.email, name=persona.name)
    EmailAddress.objects.create(user=user, email=persona.email, verified=True, primary=True)
    if persona.membership:
        role, code = persona.membership
        Membership.objects.create(
            user=user,
            role=role,
            organisation=Organisation.objects.get(code=code),
            started_on=clock.today() - timedelta(days=3 * 365),
        )
    if persona.character:
        from .characters import nhs_number  # brings what draws a region, which a later start does without

        Person.objects.filter(nhs_number=nhs_number(persona.character)).update(user=user)
