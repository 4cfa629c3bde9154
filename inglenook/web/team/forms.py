import re

from django.core.exceptions import ValidationError

from inglenook.core.models import Organisation
from inglenook.core.roles import ROLE_CHOICES
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

NUMBER = re.compile(r"\+?[\d ()-]{3,}")


class NumberForm(PageForm):
    """The number that an organisation's people ring."""

    phone = fields.TextField(
        label="Telephone number",
        subject="the number",
        hint="For example, 01632 960001. Leave it empty when there is none.",
        required=False,
        max_length=Organisation._meta.get_field("phone").max_length,
    )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and not NUMBER.fullmatch(phone):
            raise ValidationError("Enter a telephone number: figures, spaces and a + in front")
        return phone


class MemberForm(PageForm):
    """Give somebody a role in an organisation."""

    name = fields.TextField(label="Name", subject="their name", max_length=200)
    email = fields.EmailField(label="Email address", subject="their email address")
    role = choices.SelectField(label="Role", subject="their role", choices=[("", "Choose a role"), *ROLE_CHOICES])
    organisation = choices.SelectField(label="Where", subject="where they work", choices=[])

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "Choose a place"), *((o.pk, o.name) for o in organisations)]
