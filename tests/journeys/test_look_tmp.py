import json, os
from pathlib import Path
import pytest
from tests import factories
from tests.journeys.test_offline import *
from inglenook.people.models import CareTeamMember, Preferences
from inglenook.planning.models import *

OUT = Path("/tmp/home")
OUT.mkdir(exist_ok=True)
del (
    test_without_a_connection_a_person_reads_writes_and_ticks,
    test_nobody_else_reads_what_a_device_kept_and_its_writer_loses_nothing,
)


def test_look(page_as, amina, nurse, practice, live_server, browser):
    from inglenook.core import clock
    from datetime import timedelta

    CareTeamMember.objects.create(person=amina, user=nurse, role="nurse", is_named_professional=True)
    factories.make_cycle(amina, due_on=clock.today() + timedelta(days=20))
    for i, n in enumerate((60, 56, 52)):
        factories.make_result(amina, "hba1c", n, on=clock.today() - timedelta(days=90 * (3 - i)))
    Note.objects.create(person=amina, text="My knee at night", noted_at=clock.now())
    page = page_as(amina.user, width="phone")
    page.goto("/me/")
    assert page.evaluate(KEPT % "/me/device/")
    page.wait_for_timeout(1500)

    def shot(name, at, w=360, scheme="light"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": w, "height": 800})
        page.goto(at)
        page.screenshot(path=OUT / f"{name}-{w}-{scheme}.png", full_page=True)
        print(name, w, page.evaluate("document.documentElement.scrollWidth"))

    shot("home", "/me/")
    shot("home", "/me/", 360, "dark")
    shot("home", "/me/", 320)
    shot("home", "/me/", 1280)
    for n in ("papers", "notes", "device"):
        shot(n, f"/me/{n}/")
    page.goto("/me/")
    page.pdf(path=OUT / "home.pdf")
    Preferences.objects.update_or_create(person=amina, defaults={"language": "ur"})
    amina.user.refresh_from_db()
    shot("home-ur", "/me/")
    page.context.set_offline(True)
    shot("offline", "/me/notes/")
    page.get_by_role("textbox").first.fill("Dizzy in the morning")
    page.locator("form button").first.click()
    page.wait_for_timeout(800)
    page.screenshot(path=OUT / "offline-kept.png", full_page=True)
    page.goto("/me/device/")
    page.wait_for_timeout(800)
    page.screenshot(path=OUT / "offline-device.png", full_page=True)
    page.goto("/me/unwell/")
    page.screenshot(path=OUT / "offline-unwell.png", full_page=True)
    page.context.set_offline(False)
    page.wait_for_timeout(3000)
    Preferences.objects.update(language="")
    import bench.lighthouse as lh

    headers = OUT / "headers.json"
    c = session_of(amina.user, live_server.url)
    headers.write_text(json.dumps({"Cookie": f"{c['name']}={c['value']}"}))
    for at in os.environ.get("LH", "/me/").split(","):
        p = lh._audit(live_server.url + at, headers)
        print(at, {k: v["score"] for k, v in p["categories"].items()}, p["audits"]["total-byte-weight"]["numericValue"])
        for a in p["audits"].values():
            if a.get("score") not in (None, 1) and a.get("scoreDisplayMode") != "informative":
                print("   ", a["id"], a["score"], a.get("displayValue"))
        for i in p["audits"]["network-requests"]["details"]["items"]:
            print("   ", i["url"][-50:], i["transferSize"], i.get("statusCode"))
