import os
from datetime import timedelta
import pytest
from inglenook.core import access, clock
from inglenook.planning.models import Pack, ReviewCycle
from inglenook.planning.preparation import packs, actions, sending
from tests import factories

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.mark.django_db(transaction=True)
def test_shots(live_server, practice, nurse, person):
    from playwright.sync_api import sync_playwright

    practice.phone = "01632 960 123"
    practice.save()
    person.title = "Mrs"
    person.address = "12 Mill Lane, Millbrook, Leeds"
    person.postcode = "LS1 2AB"
    person.save()
    d = clock.today()
    for k in range(4):
        for m, v in (
            ("systolic", 150 - 4 * k),
            ("diastolic", 90 - 2 * k),
            ("hba1c", 66 - 3 * k),
            ("total_cholesterol", 5.4 - 0.3 * k),
            ("egfr", 60 + k),
            ("bmi", 31.2),
        ):
            factories.make_result(person, m, v, on=d - timedelta(days=400 - 120 * k))
    names = [
        ("Ravi", "Patel"),
        ("Joan", "Smith"),
        ("Mary", "O’Brien"),
        ("Kofi", "Mensah"),
        ("Ada", "Okafor"),
        ("Lin", "Chen"),
    ]
    for i, (g, f) in enumerate(names):
        p = factories.make_person(
            practice,
            given_name=g,
            family_name=f,
            address=f"{i + 1} Oak Street, Leeds" if i % 2 else "",
            email="x@example.org" if not i % 2 else "",
        )
        if i == 5:
            factories.make_result(p, "potassium", 6.9, on=d)
        factories.make_cycle(p, due_on=d + timedelta(days=10 + i))
    cycle = factories.make_cycle(person, due_on=d + timedelta(days=20))
    with access.acting_as(nurse):
        packs.make_packs(cycles=ReviewCycle.objects.exclude(person__family_name="Patel"), by=nurse)
        sending.send_packs(packs=Pack.objects.filter(person__family_name__in=["Smith"]), by=nurse)
        actions.mark_sent(packs=Pack.objects.filter(person=person), by=nurse)
    pk = Pack.objects.get(person=person)
    r = str(pk.ref)
    heldpk = Pack.objects.exclude(held_because="").get()
    axe = open("node_modules/axe-core/axe.min.js").read()
    bad = []
    with sync_playwright() as pw:
        b = pw.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])

        def session(user, w, h=800):
            from django.test import Client

            c = Client()
            c.force_login(user)
            ctx = b.new_context(viewport={"width": w, "height": h}, bypass_csp=True)
            ctx.add_cookies([{"name": "sessionid", "value": c.cookies["sessionid"].value, "url": live_server.url}])
            return ctx.new_page()

        def shot(page, path, name):
            page.goto(live_server.url + path)
            page.screenshot(path=f"/tmp/shots/{name}.png", full_page=True)
            page.evaluate(axe)
            v = page.evaluate("axe.run({runOnly:['wcag2a','wcag2aa','wcag21aa','wcag22aa','best-practice']})")
            for x in v["violations"]:
                bad.append((name, x["id"], x["help"], [n["html"][:140] for n in x["nodes"]][:3]))
            over = page.evaluate("document.documentElement.scrollWidth-innerWidth")
            if over > 0:
                bad.append((name, "overflow", over))

        os.makedirs("/tmp/shots", exist_ok=True)
        m = session(person.user, 360)
        shot(m, "/me/prepare/", "m-start")
        shot(m, f"/me/prepare/{r}/results/", "m-results")
        m.goto(live_server.url + f"/me/prepare/{r}/matters/")
        m.fill("textarea", "I want to get to the mosque on my own")
        m.click("button[value=on]")
        shot(m, f"/me/prepare/{r}/worries/", "m-worries")
        m.fill("textarea", "The tablets make me dizzy")
        m.click("button[value=help]")
        m.screenshot(path="/tmp/shots/m-way.png", full_page=True)
        m.check("text=Money")
        m.check("text=Sleep")
        m.click("button[value=on]")
        m.fill("textarea", "My dizzy spells")
        m.press("textarea", "Tab")
        m.click("text=Add to the list")
        m.click("text=Add “Sleep”")
        shot(m, f"/me/prepare/{r}/talk_about/", "m-order")
        shot(m, f"/me/prepare/{r}/end/", "m-end")
        m.click("text=I am ready")
        m.screenshot(path="/tmp/shots/m-done.png", full_page=True)
        with access.working():
            from inglenook.planning.preparation import links

            t = links.make_links([pk])[pk.pk]
        a = b.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True).new_page()
        shot(a, f"/p/{t}/", "a-link")
        a.click("text=Open >> nth=-1")
        a.screenshot(path="/tmp/shots/a-link-error.png", full_page=True)
        shot(a, "/p/forged/", "a-forged")
        s = session(nurse, 1280)
        for path, name in (
            ("/packs/", "s-ledger"),
            ("/packs/?stage=ready", "s-ready"),
            (f"/packs/{r}/", "s-pack"),
            (f"/packs/{heldpk.ref}/", "s-held"),
            (f"/packs/{r}/answers/", "s-answers"),
            ("/print-runs/", "s-runs"),
        ):
            shot(s, path, name)
        from inglenook.messaging.models import PrintRun

        shot(s, f"/print-runs/{PrintRun.objects.get().ref}/", "s-run")
        b.close()
    from inglenook.planning.preparation.letters import letter
    from inglenook.messaging.letters import render_letters

    pk = Pack.objects.select_related("person").get(pk=pk.pk)
    open("/tmp/shots/l.pdf", "wb").write(render_letters([letter(pk, token=t)])[0])
    pk.large_print = True
    open("/tmp/shots/ll.pdf", "wb").write(render_letters([letter(pk, token=t)])[0])
    for x in bad:
        print(x)
    assert 0, bad
