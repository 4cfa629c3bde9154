"""Addresses of the workforce room; each part adds its own."""

urlpatterns: list = []
