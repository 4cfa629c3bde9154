from django.http import HttpResponse
from django.shortcuts import render


def home(request):
    return HttpResponse("Inglenook")


def not_allowed(request, exception=None):
    return render(request, "web/error.jinja", {"title": "You cannot see this page"}, status=403)


def not_found(request, exception=None):
    return render(request, "web/error.jinja", {"title": "Page not found"}, status=404)


def went_wrong(request):
    return render(request, "web/error.jinja", {"title": "Sorry, something went wrong"}, status=500)
