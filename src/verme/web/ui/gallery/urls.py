"""Addresses of the gallery."""

from django.urls import URLPattern, path

from verme.web.ui.gallery import views

urlpatterns: list[URLPattern] = [
    path("ui/", views.parts, name="gallery"),
    path("ui/<slug:name>/", views.page, name="gallery_page"),
]
