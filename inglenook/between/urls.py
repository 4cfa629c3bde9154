from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.between.alerts.urls")),
    path("", include("inglenook.between.caseload.urls")),
    path("", include("inglenook.between.cover.urls")),
    path("", include("inglenook.between.monitor.urls")),
    path("", include("inglenook.between.programmes.urls")),
    path("", include("inglenook.between.enrolment.urls")),
    path("", include("inglenook.between.coaching.urls")),
    path("", include("inglenook.between.writing.urls")),
    path("", include("inglenook.between.replies.urls")),
]
