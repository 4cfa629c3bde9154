"""Forms by which somebody is referred: by staff, by any agency, by the person or who cares for them."""

from inglenook.core import clock
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm

from . import barriers
from .details import Adjustment, Details, SocialContext, agreed_to_share

NONE_KNOWN, SOME = "none", "some"


class WishForm(PageForm):
    """The person asks for themselves, or who cares for them asks."""

    reason = fields.TextareaField(
        label="What would you like help with?", subject="what you would like help with", rows=4
    )
    barriers = choices.CheckboxesField(
        label="What gets in the way?", hint="Tick any.", choices=barriers.choices, required=False, small=True
    )
    hopes = fields.TextareaField(
        label="What would a good day look like?", subject="what a good day looks like", rows=3, required=False
    )

    def given(self) -> dict:
        return dict(self.cleaned_data)


class ReferForm(PageForm):
    """What a professional says: why, hopes, risks, adjustments, consent; more about their life where it helps."""

    reason = fields.TextareaField(label="What is asked for?", subject="what is asked for", rows=3)
    hopes = fields.TextareaField(label="What the person hopes for, in their words", rows=3, required=False)
    barriers = choices.CheckboxesField(
        label="What gets in the way?", choices=barriers.choices, required=False, small=True
    )
    has_risks = choices.RadiosField(
        label="Is there a risk that whoever visits should know of?",
        subject="whether there is a risk",
        choices=[(NONE_KNOWN, "None known"), (SOME, "Yes")],
    )
    risk = fields.TextareaField(label="If yes, what is the risk?", hint="One on each line.", rows=2, required=False)
    safeguarding = fields.TextareaField(
        label="A safeguarding concern",
        hint="Somebody is told at once. In danger now: call 999 first.",
        rows=2,
        required=False,
    )
    adjustments = fields.TextareaField(
        label="What makes it easier for them",
        hint="One on each line: large print, ground floor.",
        rows=2,
        required=False,
    )
    household = fields.TextField(label="Who they live with", required=False, max_length=500)
    dependants = fields.TextField(label="Whom they look after", required=False, max_length=500)
    accommodation = fields.TextField(label="Where they live, and how it is", required=False, max_length=500)
    occupation = fields.TextField(label="Work", required=False, max_length=500)
    circumstances = fields.TextareaField(label="Anything else about their life", rows=2, required=False)
    told = fields.TextareaField(
        label="What may a group or charity be told?",
        hint="Only what the person agreed to. Their first name is told anyway.",
        rows=2,
        required=False,
    )
    consent = choices.CheckboxField(
        label="They know of this referral and agree that it is passed on",
        subject="they know of this and agree to it. Without that, talk with them first",
    )
    SOCIAL = ("household", "dependants", "accommodation", "occupation", "circumstances")

    def clean(self):
        found = super().clean()
        if found.get("has_risks") == SOME and not found.get("risk"):
            self.add_error("risk", "Say what the risk is")
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
    """Anybody who works with people refers one of them; no account is needed.

    `website` is a field that people do not see: what fills it in is no person.
    """

    team = choices.SelectField(label="To the link workers of", subject="the link workers", choices=[])
    given_name = fields.TextField(label="First name", subject="their first name", max_length=200)
    given_family_name = fields.TextField(label="Last name", subject="their last name", max_length=200)
    given_birth_date = dates.DateField(label="Date of birth", subject="their date of birth", latest=clock.today)
    given_nhs_number = fields.TextField(
        label="NHS number", hint="If you have it. It makes sure that we find the right person.", required=False,
        max_length=14, width=10,
    )  # fmt: skip
    given_phone = fields.TextField(label="Their phone number", subject="their phone number", max_length=40)
    given_address = fields.TextField(label="Address", required=False, max_length=500)
    given_postcode = fields.TextField(label="Postcode", required=False, max_length=20, width=10)
    referrer_name = fields.TextField(label="Your name", subject="your name", max_length=200)
    referrer_role = fields.TextField(label="Your role", required=False, max_length=100)
    referrer_service = fields.TextField(label="Your service", subject="your service", max_length=200)
    referrer_organisation = fields.TextField(label="Your organisation", subject="your organisation", max_length=200)
    referrer_contact = fields.TextField(
        label="Your e-mail address or phone number",
        hint="We tell you there how it ended.",
        subject="your e-mail address or phone number",
        max_length=254,
    )
    website = fields.TextField(label="Leave this empty", required=False)

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
            self.add_error("given_nhs_number", "NHS number must be 10 digits")
        return digits

    def given(self) -> dict:
        return super().given() | {name: self.cleaned_data[name] for name in self.COLUMNS}
