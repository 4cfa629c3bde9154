"""Readings from people's own words. Every expected number is what a person reading the text would write down."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inglenook.between.replies.heard import Known, Taken, Unclear, Understood, Why
from inglenook.between.replies.reading import read_measure
from inglenook.between.replies.spoken import spoken

EVENING = datetime(2026, 6, 4, 20, 0, tzinfo=ZoneInfo("Europe/London"))  # a Thursday
YESTERDAY = EVENING - timedelta(days=1)
BP, SUGAR, WEIGHT, PULSE, OXYGEN, FLOW = (
    "blood_pressure",
    "glucose",
    "weight",
    "heart_rate",
    "oxygen_saturation",
    "peak_flow",
)


def numbers(text, measure, **known):
    """The numbers read, or why none were."""
    heard = read_measure(text, measure, Known(at=EVENING, **known))
    if isinstance(heard, Unclear):
        return heard.why
    found = [taken.numbers if len(taken.numbers) > 1 else taken.numbers[0] for taken in heard.readings]
    return found[0] if len(found) == 1 else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("142/85", (142, 85)),
        ("142 / 85", (142, 85)),
        ("142/ 85.", (142, 85)),
        ("bp was 142 over 85 this morning", (142, 85)),
        ("BP142/85", (142, 85)),
        ("142 ovr 85", (142, 85)),
        ("142 on 85", (142, 85)),
        ("142-85", (142, 85)),
        ("142,85", (142, 85)),
        ("142 85", (142, 85)),
        ("142\n85", (142, 85)),
        ("142 over\n85", (142, 85)),
        ("(142/85)", (142, 85)),
        ("142/85 pulse 72", (142, 85)),
        ("142 85 72", (142, 85)),
        ("pulse 72 bp 142/85", (142, 85)),
        ("its 142/85 mmHg", (142, 85)),
        ("sys 142 dia 85", (142, 85)),
        ("systolic 142, diastolic 85", (142, 85)),
        ("bottom 85 top 142", (142, 85)),
        ("142 top 85 bottom", (142, 85)),
        ("one four two over eighty five", (142, 85)),
        ("one forty two over eighty-five", (142, 85)),
        ("one hundred and forty two over eighty five", (142, 85)),
        ("a hundred and ten over seventy", (110, 70)),
        ("one oh five over sixty", (105, 60)),
        ("۱۴۲/۸۵", (142, 85)),  # Urdu
        ("aaj 142 aur 85 hai", (142, 85)),  # Urdu in Latin letters
        ("۱۴۲ اور ۸۵", (142, 85)),
        ("dziś 142 na 85", (142, 85)),  # Polish
        ("١٤٢/٨٥", (142, 85)),  # Arabic
        ("১৪২/৮৫", (142, 85)),  # Bengali
        ("१४२/८५", (142, 85)),  # Devanagari
        ("１４２／８５", (142, 85)),  # full width
        ("Hello nurse its Ken, 142/85 thanks x", (142, 85)),
        ("200/110!!!", (200, 110)),
        ("132/85 not 142/85", (132, 85)),
        ("sorry meant 132/85", (132, 85)),
        ("142/85 on 04/06/2026", (142, 85)),
        ("04/06/26 142/85", (142, 85)),
        ("142/85 at 8.30am", (142, 85)),
        ("8:30 142/85", (142, 85)),
        ("142/85 call me on 07700 900123", (142, 85)),
        ("took 2 tablets then 142/85", (142, 85)),
        ("target 130/80, mine was 142/85", (142, 85)),
        ("is 142/85 ok?", (142, 85)),
        ("142/85 and 138/82", [(142, 85), (138, 82)]),
        ("142 85 138 82", [(142, 85), (138, 82)]),
        ("142/85 this morning, 138/82 tonight", [(142, 85), (138, 82)]),
        ("142/85\n138/82\n136/80", [(142, 85), (138, 82), (136, 80)]),
        ("142", Why.HALF),
        ("top was 142", Why.HALF),
        ("85/142", Why.IMPLAUSIBLE),
        ("142/850", Why.IMPLAUSIBLE),
        ("14/9", Why.NOTHING),
        ("320/80", Why.IMPLAUSIBLE),
        ("140-150 over 80-90", Why.RANGE),
        ("between 140/80 and 150/90", Why.RANGE),
        ("seretide 125/25", Why.IMPLAUSIBLE),
        ("97/103 mg twice a day", Why.HALF),
        ("should be 130/80", Why.NOTHING),
        ("under 140/90", Why.NOTHING),
        ("my wife's was 142/85", Why.SOMEBODY_ELSE),
        ("hubby fine", Why.NOTHING),
        ("call me on 07700 900123", Why.NOTHING),
        ("943 476 5919", Why.NOTHING),
        ("hello", Why.NOTHING),
        ("", Why.NOTHING),
        ("a photo later", Why.PHOTO),
        ("ill send a pic", Why.PHOTO),
        ("same as yesterday", Why.NO_EARLIER),
    ],
)
def test_blood_pressure(text, expected):
    assert numbers(text, BP) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.2", 7.2),
        ("7,2", 7.2),
        ("7.2.", 7.2),
        ("bm 7.2", 7.2),
        ("sugar was 7.2 this morning", 7.2),
        ("seven point two", 7.2),
        ("seven and a half", 7.5),
        ("٧٫٢", 7.2),
        ("۷.۲", 7.2),
        ("7.2 mmol", 7.2),
        ("7.2mmol/L fasting", 7.2),
        ("126 mg/dl", 6.99),
        ("took 2 tablets, 7.2", 7.2),
        ("7.2 at 8.15am", 7.2),
        ("7.2 at 8", 7.2),
        ("sugar 7.2 bp 142/85", 7.2),
        ("bp 142/85 sugar 7.2", 7.2),
        ("had 3 biscuits, was 11.4", 11.4),
        ("7.2 not 17.2", 7.2),
        ("7.2 before breakfast 8.1 after", [7.2, 8.1]),
        ("126", Why.UNIT),
        ("I had 3 biscuits", Why.NOTHING),
        ("took one this morning", Why.NOTHING),
        ("took 2 this morning", Why.NOTHING),
        ("type 2", Why.NOTHING),
        ("7-8", Why.RANGE),
        ("7 or 8", Why.RANGE),
        ("between 7 and 8", Why.RANGE),
        ("under 10", Why.RANGE),
        (">20", Why.RANGE),
        ("at 7", Why.NOTHING),
        ("12/11", Why.NOTHING),
        ("£12", Why.NOTHING),
        ("flat 7", Why.NOTHING),
        ("day 5", Why.NOTHING),
        ("pulse 12", Why.NOTHING),
        ("same as last time", Why.NO_EARLIER),
        ("HI", Why.NOTHING),
    ],
)
def test_blood_sugar(text, expected):
    assert numbers(text, SUGAR) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weight 81.5kg", 81.5),
        ("81.5", 81.5),
        ("81,5", 81.5),
        ("81.5 kilos this morning", 81.5),
        ("12 stone 4", 78.02),  # 172 lb x 0.45359237
        ("12st 4lb", 78.02),
        ("12 st 4 lbs", 78.02),
        ("12 stone and 4 pounds", 78.02),
        ("twelve stone four", 78.02),
        ("12.5 stone", 79.38),  # 175 lb
        ("twelve and a half stone", 79.38),
        ("12½ stone", 79.38),
        ("13 stone", 82.55),
        ("180 lbs", 81.65),
        ("pulse 72 weight 81.5", 81.5),
        ("12.4", Why.UNIT),  # stone, most likely; never taken for kilograms
        ("250", Why.UNIT),
        ("81.5 - 82", Why.RANGE),
        ("12-4", Why.RANGE),
        ("age 61", Why.NOTHING),
        ("900 stone", Why.IMPLAUSIBLE),
    ],
)
def test_weight(text, expected):
    assert numbers(text, WEIGHT) == expected


def test_a_weight_without_its_unit_far_from_the_last_may_be_in_pounds():
    last = Taken((81.5,), YESTERDAY)
    assert numbers("179", WEIGHT, last=last) == Why.UNIT
    assert numbers("82.1", WEIGHT, last=last) == 82.1
    assert numbers("179 lb", WEIGHT, last=last) == 81.19


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("72", PULSE, 72),
        ("72bpm", PULSE, 72),
        ("bp 142/85 pulse 72", PULSE, 72),
        ("97%", OXYGEN, 97),
        ("sats 97 pulse 72", OXYGEN, 97),
        ("97 percent", OXYGEN, 97),
        ("sats at 92", OXYGEN, 92),
        ("110%", OXYGEN, Why.IMPLAUSIBLE),
        ("350", FLOW, 350),
        ("peak flow 350 l/min", FLOW, 350),
        ("7700 900 123", FLOW, Why.NOTHING),
        ("hba1c 7.2%", "hba1c", 55.18),
    ],
)
def test_other_measures(text, measure, expected):
    assert numbers(text, measure) == expected


def test_the_same_as_yesterday_is_yesterdays_number_taken_now():
    heard = read_measure("same as yesterday", BP, Known(at=EVENING, last=Taken((142, 85), YESTERDAY)))
    assert heard == Understood([142, 85], (Taken((142, 85), EVENING),))


def test_the_same_as_yesterday_is_not_the_day_befores():
    assert numbers("same as yesterday", BP, last=Taken((142, 85), YESTERDAY - timedelta(days=1))) == Why.NO_EARLIER


def test_the_same_as_three_weeks_ago_is_not_guessed():
    assert numbers("same again", BP, last=Taken((142, 85), EVENING - timedelta(days=21))) == Why.NO_EARLIER


def test_a_carer_tells_somebody_elses_number():
    assert numbers("mum's was 142/85", BP, by_carer=True) == (142, 85)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("142/85", EVENING),
        ("142/85 this morning", EVENING.replace(hour=8)),
        ("142/85 last night", YESTERDAY.replace(hour=21)),
        ("yesterday 142/85", YESTERDAY.replace(hour=12)),
        ("142/85 yesterday morning", YESTERDAY.replace(hour=8)),
        ("142/85 at 7am", EVENING.replace(hour=7)),
        ("142/85 at 7:40 this morning", EVENING.replace(hour=7, minute=40)),
        ("good morning, 142/85", EVENING),
        ("142/85 on tuesday", EVENING.replace(day=2, hour=12)),
        ("142/85 tonight at 11pm", EVENING),  # not yet: never in the future
    ],
)
def test_when_it_was_taken(text, expected):
    (taken,) = read_measure(text, BP, Known(at=EVENING)).readings
    assert taken.at == expected


def test_two_readings_have_their_own_times():
    heard = read_measure("142/85 this morning, 138/82 now and tonight", BP, Known(at=EVENING))
    assert [taken.at.hour for taken in heard.readings] == [8, 20]


pressures = st.tuples(st.integers(80, 250), st.integers(40, 130)).filter(lambda bp: 15 <= bp[0] - bp[1] <= 140)
SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "০১২৩৪৫৬৭৮৯", "੦੧੨੩੪੫੬੭੮੯"]
BEFORE = ["", "bp ", "My BP was ", "it's ", "Hello, ", "blood pressure today: ", "BP=", "Good morning nurse. "]
BETWEEN = ["/", " / ", " over ", "/ ", " ", "\\", " on ", ", ", "-", " OVER "]
AFTER = ["", ".", " this morning", " thanks", "!", " x", " pulse 72", " at 8am", "\nregards Ken", " ta"]


@given(pressures, st.sampled_from(BEFORE), st.sampled_from(BETWEEN), st.sampled_from(AFTER), st.sampled_from(SCRIPTS))
def test_a_plausible_blood_pressure_is_read_however_it_is_written(bp, before, between, after, script):
    top, bottom = (str(number).translate(str.maketrans("0123456789", script)) for number in bp)
    assert numbers(f"{before}{top}{between}{bottom}{after}", BP) == bp


PHONES = [
    "07{a}{b} {c}{b}",
    "07{a}{b}{c}{b}",
    "+447{a}{b} {c}{b}",
    "0161 {c} {a}{b}1",
    "020 7{c} {a}{b}1",
    "+44 7{a}{b} {c} {b}",
]
AROUND = ["{}", "ring me on {}", "my number is {} thanks", "nhs no {}", "on {}", "{} please", "was {}"]
digits = st.integers(0, 999).map("{:03}".format)


@given(st.sampled_from(PHONES), digits, digits, digits, st.sampled_from(AROUND), st.sampled_from(sorted(spoken())))
def test_a_telephone_number_is_never_a_reading(form, a, b, c, around, measure):
    assert isinstance(numbers(around.format(form.format(a=a, b=b, c=c)), measure), Why)


@given(
    st.dates(date(1920, 1, 1), date(2030, 1, 1)),
    st.sampled_from(
        ["%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b", "%B %d", "%d/%m"]
    ),
    st.sampled_from(["{}", "on {}", "born {}", "seeing you {} thanks"]),
    st.sampled_from(sorted(spoken())),
)
def test_a_date_is_never_a_reading(day, form, around, measure):
    assert isinstance(numbers(around.format(day.strftime(form)), measure), Why)


@given(
    digits, digits, st.integers(0, 9999), st.sampled_from(["{} {} {}", "{}-{}-{}", "{}{}{}"]), st.sampled_from(AROUND)
)
def test_an_nhs_number_is_never_a_reading(a, b, c, form, around):
    number = form.format(a, b, f"{c:04}")
    for measure in spoken():
        assert isinstance(numbers(around.format(number), measure), Why)


@given(st.text(max_size=200), st.sampled_from(sorted(spoken())))
def test_whatever_is_written_is_understood_or_not_and_never_fails(text, measure):
    heard = read_measure(text, measure, Known(at=EVENING, last=Taken((142.0, 85.0), YESTERDAY)))
    assert isinstance(heard, (Understood, Unclear))
    assert isinstance(heard, Unclear) or all(taken.at <= EVENING for taken in heard.readings)


def test_times_are_kept_across_the_zone():
    known = Known(at=datetime(2026, 6, 4, 19, 0, tzinfo=UTC).astimezone(ZoneInfo("Europe/London")))
    (taken,) = read_measure("142/85 at 7am", BP, known).readings
    assert taken.at.astimezone(UTC).hour == 6
