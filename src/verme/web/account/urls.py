"""Addresses of signing in. The names that begin with account_ are the ones allauth asks for."""

from django.urls import URLPattern, path

from verme.web.account.views import prove, sign_in

urlpatterns: list[URLPattern] = [
    path("", sign_in.sign_in, name="account_login"),
    path("", sign_in.sign_in, name="account_request_login_code"),
    path("koodi/", sign_in.code, name="account_confirm_login_code"),
    path("uusi/", sign_in.not_known, name="account_signup"),
    path("ulos/", sign_in.sign_out, name="account_logout"),
    path("varmista/", prove.prove, name="account_reauthenticate"),
    path("linkki/<str:secret>/", sign_in.by_link, name="account_link"),
]
