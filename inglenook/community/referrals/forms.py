"""Forms by which somebody is referred: by staff, by any agency, by the person or who cares for them."""

from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm

from . import barriers
from .details import Adjustment, Details, SocialContext, agreed_to_share

NONE_KNOWN, SOME = "none", "some"
NO_AGENCY = _("If you ask for yourself or for your family, write “none”.")


class WishForm(PageForm):
    """The person asks for themselves, or who cares for them asks."""

    reason = fields.TextareaField(
        label=_("What would you like help with?"), subject=_("what you would like help with"), rows=4
    )
    barriers = choices.CheckboxesField(
        label=_("What gets in the way?"), hint=_("Tick any."), choices=barriers.choices, required=False, small=True
    )
    hopes = fields.TextareaField(
        label=_("What would a good day look like?"), subject=_("what a good day looks like"), rows=3, required=False
    )

    def given(self) -> dict:
        return dict(self.cleaned_data)


class ReferForm(PageForm):
    """What a professional says: why, hopes, risks, adjustments, consent; more about their life where it helps."""

    reason = fields.TextareaField(label=_("What is asked for?"), subject=_("what is asked for"), rows=3)
    hopes = fields.TextareaField(label=_("What the person hopes for, in their words"), rows=3, required=False)
    barriers = choices.CheckboxesField(
        label=_("What gets in the way?"), choices=barriers.choices, required=False, small=True
    )
    has_risks = choices.RadiosField(
        label=_("Is there a risk that whoever visits should know of?"),
        subject=_("whether there is a risk"),
        choices=[(NONE_KNOWN, _("None known")), (SOME, _("Yes"))],
    )
    risk = fields.TextareaField(
        label=_("If yes, what is the risk?"), hint=_("One on each line."), rows=2, required=False
    )
    safeguarding = fields.TextareaField(
        label=_("A safeguarding concern"),
        hint=_("Somebody is told at once. In danger now: call 999 first."),
        rows=2,
        required=False,
    )
    adjustments = fields.TextareaField(
        label=_("What makes it easier for them"),
        hint=_("One on each line: large print, ground floor."),
        rows=2,
        required=False,
    )
    household = fields.TextField(label=_("Who they live with"), required=False, max_length=500)
    dependants = fields.TextField(label=_("Whom they look after"), required=False, max_length=500)
    accommodation = fields.TextField(label=_("Where they live, and how it is"), required=False, max_length=500)
    occupation = fields.TextField(label=_("Work"), required=False, max_length=500)
    circumstances = fields.TextareaField(label=_("Anything else about their life"), rows=2, required=False)
    told = fields.TextareaField(
        label=_("What may a group or charity be told?"),
        hint=_("Only what the person agreed to. Their first name is told anyway."),
        rows=2,
        required=False,
    )
    consent = choices.CheckboxField(
        label=_("They know of this referral and agree that it is passed on"),
        subject=_("they know of this and agree to it. Without that, talk with them first"),
    )
    SOCIAL = ("household", "dependants", "accommodation", "occupation", "circumstances")

    def clean(self):
        found = super().clean()
        if found.get("has_risks") == SOME and not found.get("risk"):
            self.add_error("risk", _("Say what the risk is"))
        return found

    def given(self) -> dict:
        """As `actions.refer` takes it."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("reason", "hopes", "barriers", "safeguarding")},
            "risks": data["risk"].splitlines() if data["has_risks"] == SOME else [],
            "details": Details(
                consent=agreed_to_share(clock.today(), told=data["told"]),
                adjustments=tuple(Adjustment(line) for line in data["adjustments"].splitlines() if line.strip()),
                social=SocialContext(**{name: data[name] for name in self.SOCIAL}),
            ),
        }


class AgencyForm(ReferForm):
    """Anybody who works with people refers one of them, or asks for themselves; no account is needed.

    `website` is a field that people do not see: what fills it in is no person.
    """

    team = choices.SelectField(label=_("To the link workers of"), subject=_("the link workers"), choices=[])
    given_name = fields.TextField(label=_("First name"), subject=_("their first name"), max_length=200)
    given_family_name = fields.TextField(label=_("Last name"), subject=_("their last name"), max_length=200)
    given_birth_date = dates.DateField(label=_("Date of birth"), subject=_("their date of birth"), latest=clock.today)
    given_nhs_number = fields.TextField(
        label=_("NHS number"), hint=_("If you have it. It makes sure that we find the right person."), required=False,
        max_length=14, width=10,
    )  # fmt: skip
    given_phone = fields.TextField(label=_("Their phone number"), subject=_("their phone number"), max_length=40)
    given_address = fields.TextField(label=_("Address"), required=False, max_length=500)
    given_postcode = fields.TextField(label=_("Postcode"), required=False, max_length=20, width=10)
    referrer_name = fields.TextField(label=_("Your name"), subject=_("your name"), max_length=200)
    referrer_role = fields.TextField(label=_("Your role"), required=False, max_length=100)
    referrer_service = fields.TextField(
        label=_("Your service"), hint=NO_AGENCY, subject=_("your service"), max_length=200
    )
    referrer_organisation = fields.TextField(
        label=_("Your organisation"), hint=NO_AGENCY, subject=_("your organisation"), max_length=200
    )
    referrer_contact = fields.TextField(
        label=_("Your e-mail address or phone number"),
        hint=_("We tell you there how it ended."),
        subject=_("your e-mail address or phone number"),
        max_length=254,
    )
    website = fields.TextField(label=_("Leave this empty"), required=False)

    COLUMNS = (
        "given_name", "given_family_name", "given_birth_date", "given_nhs_number", "given_phone", "given_address",
        "given_postcode", "referrer_name", "referrer_role", "referrer_service", "referrer_organisation",
        "referrer_contact",
    )  # fmt: skip
    ABOUT_THEM = COLUMNS[:7]
    ABOUT_YOU = COLUMNS[7:]

    def __init__(self, *args, teams=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(str(team.ref), team.name) for team in teams]

    def clean_given_nhs_number(self):
        digits = "".join(letter for letter in self.cleaned_data["given_nhs_number"] if letter.isdigit())
        if digits and len(digits) != 10:
            self.add_error("given_nhs_number", _("NHS number must be 10 digits"))
        return digits

    def given(self) -> dict:
        return super().given() | {name: self.cleaned_data[name] for name in self.COLUMNS}
