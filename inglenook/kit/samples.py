"""Invented words and numbers that the gallery shows."""

from datetime import date, time, timedelta

from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import today

PRESSURE = [
    (date(2025, 3, 3), 152), (date(2025, 6, 10), 150), (date(2025, 9, 2), 146),
    (date(2025, 12, 1), 147), (date(2026, 3, 4), 141), (date(2026, 5, 28), 138),
]  # fmt: skip
KIDNEY = [(date(2024, 5, 9), 71), (date(2025, 5, 14), 66), (date(2026, 5, 20), 58)]
SAID_ON = date(2026, 5, 30)
SAVED_AT = time(10, 31)
STEPS = [
    {"text": "Due by June", "count": 412, "href": "#due"},
    {"text": "Sent their results", "count": 301, "href": "#sent", "note": "111 have no mobile number"},
    {"text": "Answered", "count": 187, "href": "#answered"},
    {"text": "Met", "count": 164, "href": "#met"},
    {"text": "Plan agreed", "count": 149, "href": "#agreed"},
]
FILTERS = [
    {"name": "status", "label": "Where they are", "value": "due",
     "options": [("", "Everyone"), ("due", "Due"), ("sent", "Sent"), ("met", "Met")]},
    {"name": "q", "label": "Name", "value": ""},
]  # fmt: skip
NAVIGATION = [
    {"text": "Home", "href": "#home", "current": True},
    {"text": "My plan", "href": "#plan"},
    {"text": "My messages", "href": "#messages", "count": 1},
    {"text": "Help near me", "href": "#help"},
]
ACCOUNT = {"name": "Amina Hussain", "href": "#account"}
STAFF_NAVIGATION = [
    {"text": "Today", "href": "#today", "current": True, "count": 7},
    {"text": "Who is due", "href": "#due"},
    {"text": "People", "href": "#people"},
]


def dues():
    """Due dates about today, so that the gallery shows every wording."""
    return [today() + timedelta(days=days) for days in (-3, 0, 1, 5, 40)]


class SampleForm(PageForm):
    name = fields.TextField(label="What would you like to be called?", subject="what to call you", width=20)
    matters = fields.TextareaField(
        label="What matters to you?",
        subject="what matters to you",
        hint="Use your own words. There is no wrong answer.",
        max_length=500,
    )
    born = dates.DateField(
        label="Date of birth", subject="your date of birth", hint="For example, 15 3 1965", latest=today
    )
    sure = choices.RadiosField(
        label="How sure are you that you can do this?",
        subject="how sure you are",
        choices=[("not", "Not sure"), ("fairly", "Fairly sure"), ("very", "Very sure")],
        hints={"not": "That is fine. We can make it smaller."},
    )
    way = choices.CheckboxesField(
        label="What gets in the way?",
        subject="what gets in the way",
        hint="Tap any",
        required=False,
        choices=[
            ("money", "Money"),
            ("about", "Getting about"),
            ("lonely", "Feeling lonely"),
            ("other", "Other"),
        ],
        reveals={"other": "other_way"},
    )
    other_way = fields.TextField(label="What else?", required=False)
    weight = fields.DecimalField(label="Weight", suffix="kg", min_value=20, max_value=400)
    at = fields.TimeField(label="Time of the talk", subject="the time of the talk")
    place = choices.SelectField(
        label="Where",
        subject="where the talk is",
        choices=[("", "Choose a place"), ("surgery", "Surgery"), ("home", "At home")],
    )
    agreed = choices.CheckboxField(label="I agree to share this plan with my daughter", required=False)
    version = fields.HiddenField(initial="3")
