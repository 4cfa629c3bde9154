"""What a person is asked about who they are. Nothing of it must be answered."""

from django.utils.translation import gettext_lazy as _

from inglenook.core.shapes import as_lines, from_lines, shape_of
from inglenook.kit import fields
from inglenook.kit.forms import PageForm
from inglenook.people.models import Demographics, Person

ONE_A_LINE = _("Put each one on a line of its own.")


def _short(column: str, label, subject, hint="") -> fields.TextField:
    most = Demographics._meta.get_field(column).max_length
    return fields.TextField(label=label, subject=subject, hint=hint, required=False, max_length=most)


def _lines(label, subject, hint=ONE_A_LINE) -> fields.TextareaField:
    return fields.TextareaField(label=label, subject=subject, hint=hint, required=False, max_length=1000, rows=2)


class DetailsForm(PageForm):
    """What they are called, who they are, how they are reached. Fields are named after the columns of Demographics."""

    known_as = fields.TextField(
        label=_("What should we call you?"), subject=_("your name"), required=False, max_length=200
    )
    title = _short("title", _("Title"), _("your title"), _("For example, Mrs, Mr, Mx or Dr"))
    pronouns = _short(
        "pronouns", _("Your pronouns"), _("your pronouns"), _("For example, she and her, or they and them")
    )
    aliases = _lines(_("Other names you use or have used"), _("your other names"))
    gender = _short("gender", _("Your gender, in your words"), _("your gender"))
    ethnicity = _short("ethnicity", _("Your ethnic group, in your words"), _("your ethnic group"))
    religion = _short("religion", _("Your religion or belief"), _("your religion or belief"))
    languages = _short("languages", _("Languages you speak"), _("the languages you speak"))
    birth_place = _short("birth_place", _("Where you were born"), _("where you were born"))
    marital_status = _short(
        "marital_status", _("Married, living with a partner, on your own?"), _("whether you have a partner")
    )
    addresses = _lines(_("Another address where we can find you"), _("your other addresses"))
    telephones = _lines(_("Other phone numbers"), _("your other phone numbers"))
    emails = _lines(_("Other email addresses"), _("your other email addresses"))
    other_contacts = _lines(_("Other ways to reach you"), _("other ways to reach you"))

    GROUPS = (
        (_("Your name"), ("known_as", "title", "pronouns", "aliases")),
        (_("About you"), ("gender", "ethnicity", "religion", "languages", "birth_place", "marital_status")),
        (_("How to reach you"), ("addresses", "telephones", "emails", "other_contacts")),
    )

    @property
    def groups(self) -> list[tuple[str, list]]:
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def said(self, stands: Demographics | None) -> dict:
        """By the columns of Demographics, and `known_as`; a line that stays keeps what came with it."""
        said = dict(self.cleaned_data)
        for name, shape in _listed():
            said[name] = from_lines(shape, said[name], getattr(stands, name, []))
        return said


def _listed() -> list[tuple[str, type]]:
    """The columns of Demographics that are lists, with the shape of their entries."""
    columns = (Demographics._meta.get_field(name) for name in DetailsForm.base_fields if name != "known_as")
    return [(column.name, shape_of(column)) for column in columns if shape_of(column)]


def told(person: Person, stands: Demographics | None) -> dict[str, str]:
    """What they have said so far, by the form's fields."""
    own = {name: getattr(stands, name, "") for name in DetailsForm.base_fields}
    own |= {name: as_lines(shape, getattr(stands, name, [])) for name, shape in _listed()}
    return own | {"known_as": getattr(getattr(person, "preferences", None), "known_as", "")}
