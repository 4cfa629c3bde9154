"""The form by which staff put right what is shown of a service."""

from inglenook.core import clock
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

from ..find.cards import cost
from ..find.hours import times
from ..models import Service, Site
from . import columns
from .merging import merged
from .rules import BARE_WEB, WEB
from .times import schedules

OWN = ("name", "description", "status", "url", "email", "alert")  # fields of the document as they are
HOURS = (("24", "Every day"), ("168", "Every week"), ("0", "Only when somebody asks for it"))


class StartForm(PageForm):
    """How often a feed is read that is started again."""

    every = choices.RadiosField(label="How often is it read?", subject="how often it is read", choices=HOURS)


class ServiceForm(PageForm):
    """What is shown of a service. `patch()` is what was changed, as a merge patch on its document."""

    name = fields.TextField(label="Name", max_length=300)
    description = fields.TextareaField(label="What it is", subject="what it is", required=False, rows=6)
    status = choices.RadiosField(
        label="Is it running?", subject="whether it is running", choices=Service.Status.choices
    )
    phone = fields.TextField(label="Phone", subject="its phone number", max_length=60, required=False)
    email = fields.EmailField(label="Email address", subject="its email address", required=False, autocomplete="off")
    url = fields.TextField(label="Web page", subject="its web page", max_length=1000, required=False)
    times = fields.TextareaField(
        label="When it is on",
        hint="One line for each, such as “Mondays and Thursdays, 10am to 12 noon”.",
        subject="when it is on",
        rows=3,
        required=False,
        max_length=2000,
    )
    cost = fields.TextField(label="What it costs", subject="what it costs", max_length=500, required=False)
    alert = fields.TextField(
        label="Notice", hint="Shown at the top, such as “No meeting in August”.", max_length=500, required=False
    )
    address = fields.TextField(label="Address", hint="Street and town", max_length=500, required=False)
    postcode = fields.TextField(label="Postcode", max_length=20, width=10, required=False)
    checked = choices.CheckboxField(label="I have checked today that all of this is right", required=False)

    def __init__(self, *args, service: Service, site: Site | None, **kwargs):
        self.service, self.site = service, site
        self.document = merged(service.document, service.edits)
        super().__init__(*args, initial=self._initial(), **kwargs)
        if site is None:
            del self.fields["address"], self.fields["postcode"]

    def _initial(self) -> dict:
        shown = {name: self.document.get(name, "") for name in OWN} | {"phone": self.service.phone}
        shown |= {"times": "\n".join(times(self.document.get("schedules"))), "cost": cost(self.document)}
        return shown | ({"address": self.site.address, "postcode": self.site.postcode} if self.site else {})

    def clean_url(self) -> str:
        given = self.cleaned_data["url"]
        if given and not WEB.fullmatch(given):
            if not BARE_WEB.fullmatch(given):
                self.add_error("url", "Enter a web page in the correct format, like https://example.org")
            return f"https://{given}"
        return given

    def patch(self) -> dict:
        """Only what was changed; what was emptied is taken away."""
        given = self.cleaned_data
        patch = {name: given[name] or None for name in OWN if given[name] != self.document.get(name, "")}
        if given["phone"] != self.service.phone:
            patch["phones"] = self._phones(given["phone"])
        if given["times"] != self.initial["times"]:
            patch["schedules"] = schedules(given["times"]) or None
        if given["cost"] != self.initial["cost"]:
            patch |= {"cost_options": None, "fees": None, "fees_description": given["cost"] or None}
        if given["checked"]:
            patch["assured_date"] = clock.today().isoformat()
        return patch

    def _phones(self, number: str) -> list[dict] | None:
        """The number that is shown first; the rest of what the feed gives of phones stays behind it."""
        kept = [phone for phone in self.document.get("phones", []) if phone.get("number") != self.service.phone]
        return [{"number": number}, *kept] if number else None

    @property
    def has_moved(self) -> bool:
        if self.site is None:
            return False
        given = self.cleaned_data["address"], columns.postcode(self.cleaned_data["postcode"])
        return given != (self.site.address, self.site.postcode)
