"""One's own plan as a form to print and write on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..models import PaperForm
from ..plan.my_views import for_oneself
from .actions import make_form
from .printing import form_pdf


@for_oneself
def mine(request, person):
    if request.method == "POST":
        make_form(person=person, by=request.user)
        messages.success(request, _("Your form is ready. You can print it now."))
        return redirect("my_forms")
    forms = PaperForm.objects.filter(person=person)
    return render(request, "planning/paper/mine.jinja", {"forms": forms})


@for_oneself
def paper(request, person, ref):
    form = get_object_or_404(PaperForm, ref=ref, person=person)
    form.person = person
    return HttpResponse(form_pdf(form), content_type="application/pdf")
