from django.urls import path

from . import views


def _both(route: str, view, name: str):
    """One's own page, and the same of somebody whom one helps."""
    return [
        path(f"me/about/{route}", view, name=f"my_{name}"),
        path(f"people/<uuid:ref>/about/{route}", view, name=f"their_{name}"),
    ]


urlpatterns = [
    path("about-media/<uuid:ref>/", views.media, name="about_media"),
    *_both("", views.about, "about"),
    *_both("media/<uuid:about_media>/remove/", views.put_away, "media_put_away"),
    *_both("media/<uuid:about_media>/undo/", views.undo_put_away, "media_undo"),
    *_both("<slug:code>/", views.prompt, "about_prompt"),
    *_both("<slug:code>/<int:number>/", views.choose, "about_choice"),
]
