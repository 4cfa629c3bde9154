"""What the person lets others see, in plain words, each with what it holds."""

from django.utils.translation import gettext_lazy as _

from inglenook.core.roles import GRANTABLE, Section

WORDS = {
    Section.ABOUT: (_("About me, in my own words"), _("What matters to me and how to support me.")),
    Section.PLAN: (_("My plan"), _("What I want, what we agreed and how it goes. All that is written in it.")),
    Section.UNWELL: (_("What to do if I become unwell"), _("The signs, what to do and whom to ring.")),
    Section.MEDICINES: (_("My medicines and allergies"), _("All of them, also those for mood.")),
    Section.RESULTS: (_("My test results"), _("Blood tests, blood pressure and what I measure at home.")),
    Section.RECORD: (
        _("My conditions and what others recorded"),
        _("All of them, also those of the mind. Visits, and plans by hospitals."),
    ),
    Section.FACTS: (_("What I added about my health"), _("Conditions, medicines and appointments that I wrote down.")),
    Section.MEASURES: (_("How I feel"), _("Questions about my mood and about feeling lonely, and what I answered.")),
    Section.PREPARATION: (_("What I wrote to get ready"), _("All I wrote before a planning talk, also about worries.")),
    Section.CONVERSATION: (_("What we talked about"), _("Notes of my talks with my team.")),
    Section.SUPPORT: (
        _("My support between appointments"),
        _("Programmes and check-ins. Those about my mood only if I also tick “How I feel”."),
    ),
    Section.REFERRALS: (_("Help near home"), _("Groups, advice and people I asked to meet.")),
    Section.MESSAGES: (
        _("Messages sent to me"),
        _("What was sent to me and what I answered, also about how I feel."),
    ),
    Section.CIRCUMSTANCES: (_("My life and what makes things easier"), _("Things like housing, money and work.")),
    Section.IDENTITY: (_("Who I am and how to reach me"), _("My name, address and phone number.")),
}
# Everybody who is let in at all reads who the person is, so that is not asked about.
ASKED = [section for section in GRANTABLE if section != Section.IDENTITY]
CHOICES = [(section.value, WORDS[section][0]) for section in ASKED]
HINTS = {section.value: WORDS[section][1] for section in ASKED}
LASTING = [
    ("", _("Until I stop it")),
    ("7", _("A week")),
    ("30", _("A month")),
    ("91", _("Three months")),
    ("365", _("A year")),
]
