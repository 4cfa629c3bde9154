from inglenook.core.roles import ROLE_CHOICES
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class MemberForm(PageForm):
    """Give somebody a role in an organisation."""

    name = fields.TextField(label="Name", subject="their name", max_length=200)
    email = fields.EmailField(label="Email address", subject="their email address")
    role = choices.SelectField(label="Role", subject="their role", choices=[("", "Choose a role"), *ROLE_CHOICES])
    organisation = choices.SelectField(label="Where", subject="where they work", choices=[])

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "Choose a place"), *((o.pk, o.name) for o in organisations)]
