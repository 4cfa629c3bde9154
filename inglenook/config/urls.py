from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.web.urls")),
    path("", include("inglenook.planning.urls")),
    path("", include("inglenook.between.urls")),
    path("", include("inglenook.community.urls")),
    path("", include("inglenook.workforce.urls")),
    path("", include("inglenook.messaging.urls")),
    path("accounts/", include("allauth.urls")),
    path("kit/", include("inglenook.kit.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("inglenook.demo.urls")))

handler403 = "inglenook.web.views.not_allowed"
handler404 = "inglenook.web.views.not_found"
handler500 = "inglenook.web.views.went_wrong"
