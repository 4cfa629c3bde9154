"""Reading the plan back and agreeing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from inglenook.core.models import Membership, User
from inglenook.core.roles import ROLES, Section
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm
from inglenook.people.api import person_for, writes

from ..actions import StepRefused
from ..models import Conversation
from ..plan.actions import NotAgreed, agree
from ..plan.contents import contents_of, digest_of
from ..plan.speaking import spoken
from ..presenting import called
from .presenters import amiss, control_id

PAGE = "Plan read back"
REASON = "To agree your plan with you"


class AgreeForm(PageForm):
    """Who agreed for the person, and who asks how the actions went."""

    def __init__(self, *args, called: str, owners: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.called = called
        self.fields["with_whom"] = fields.TextField(
            label=f"Who agrees together with {called}?",
            hint=f"Leave this empty when {called} agrees alone",
            required=False,
            max_length=200,
        )
        self.fields["stands_for"] = fields.TextField(
            label=f"If somebody else agrees for {called}: by what right?",
            hint="For example, attorney for health and welfare. Most often this stays empty",
            required=False,
            max_length=200,
        )
        self.fields["owner"] = choices.SelectField(label="Who asks how it went, within 14 days?", choices=owners)
        self.fields["seen"] = fields.HiddenField(label="What was read")

    def agreed_by(self) -> str:
        """Who agreed: the person, alone or together with somebody, or somebody in their place."""
        together = self.cleaned_data["with_whom"]
        if self.cleaned_data["stands_for"] and together:
            return together
        return f"{self.called}, with {together}" if together else self.called


@login_required
def read_back(request, ref):
    talk = get_object_or_404(Conversation.objects.select_related("person__plan", "cycle"), ref=ref)
    if not writes(request.user, Section.CONVERSATION):
        raise PermissionDenied
    person = person_for(request, talk.person.ref, reason=REASON, what=PAGE)
    contents = contents_of(talk.person.plan, talk)
    form = AgreeForm(
        request.POST or None,
        called=called(person),
        owners=_owners(person, request.user),
        initial={"owner": str(request.user.pk), "seen": digest_of(contents)},
    )
    if form.is_valid() and _agree(request, talk, form):
        return redirect("plan", talk.person.plan.ref)
    context = {"talk": talk, "person": person, "called": called(person), "plan": spoken(contents), "form": form}
    more = {"seen": digest_of(contents), "amiss": [(control_id(at), text) for at, text in amiss(talk).items()]}
    return render(request, "planning/conversation/read_back.jinja", context | more)


def _agree(request, talk: Conversation, form: AgreeForm) -> bool:
    sent = form.cleaned_data
    owner = User.objects.get(pk=sent["owner"])
    try:
        version = agree(
            conversation=talk,
            seen=sent["seen"],
            agreed_by=form.agreed_by(),
            agreed_as=sent["stands_for"],
            owner=owner,
            by=request.user,
        )
    except (NotAgreed, StepRefused) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"Agreed. This is version {version.number} of the plan.")
    return True


def _owners(person, user: User) -> list[tuple[str, str]]:
    """Who may be asked to follow up: those of the practice who write in plans, and whoever is asking."""
    roles = [role.code for role in ROLES.values() if Section.PLAN in role.writes]
    staff = Membership.objects.current().filter(organisation=person.practice_id, role__in=roles).select_related("user")
    names = {user.pk: user.name} | {member.user_id: member.user.name for member in staff}
    return [(str(pk), name) for pk, name in sorted(names.items(), key=lambda pair: pair[1])]
