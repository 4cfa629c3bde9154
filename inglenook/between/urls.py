from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.between.alerts.urls")),
    path("", include("inglenook.between.caseload.urls")),
    path("", include("inglenook.between.cover.urls")),
    path("", include("inglenook.between.monitor.urls")),
]
