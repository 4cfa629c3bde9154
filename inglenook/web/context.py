"""What every page needs: who is here and where they can go."""


def navigation(request):
    return {"navigation": []}
