from django.urls import include, path

urlpatterns = [
    path("", include("inglenook.planning.today.urls")),
    path("", include("inglenook.planning.recall.urls")),
    path("", include("inglenook.planning.gather.urls")),
    path("", include("inglenook.planning.preparation.urls")),
    path("", include("inglenook.planning.conversation.urls")),
    path("", include("inglenook.planning.plan.urls")),
    path("", include("inglenook.planning.paper.urls")),
    path("", include("inglenook.planning.deciding.urls")),
    path("", include("inglenook.planning.comments.urls")),
    path("", include("inglenook.planning.assigning.urls")),
    path("", include("inglenook.planning.attaining.urls")),
    path("", include("inglenook.planning.notes.urls")),
    path("", include("inglenook.planning.referring.urls")),
    path("", include("inglenook.planning.strategies.urls")),
]
