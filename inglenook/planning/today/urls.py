from django.urls import path

from .views import follow_ups, people, tasks

urlpatterns = [
    path("today/", tasks.today, name="today"),
    path("tasks/<uuid:ref>/", tasks.task, name="task"),
    path("tasks/<uuid:ref>/undo/", tasks.undo, name="undo_task"),
    path("follow-ups/<uuid:ref>/", follow_ups.follow_up, name="follow_up"),
    path("me/follow-ups/<uuid:ref>/", follow_ups.my_follow_up, name="my_follow_up"),
    path("cycles/<uuid:ref>/review/", follow_ups.review, name="review"),
    path("people/", people.people, name="people"),
    path("people/<uuid:ref>/", people.person, name="person"),
    path("people/<uuid:ref>/results/", people.person_results, name="person_results"),
    path("me/results/", people.my_results, name="my_results"),
]
