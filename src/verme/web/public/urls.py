"""Addresses for anybody."""

from django.urls import URLPattern, path

from verme.web.public.views import (
    certificate,
    home,
    logo,
    manage,
    mentor_invitation,
    offer,
    programmes,
    signup,
    substitute,
    supervisor,
    trust,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    # what Verme is, and why it can be trusted
    path("mika-verme/", home.what, name="what"),
    path("kuka-nakee-mita/", trust.who_sees, name="who_sees"),
    path("kuka-nakee-mita/taulukko.xlsx", trust.who_sees_table, name="who_sees_table"),
    path("tietosuoja/", trust.privacy, name="privacy"),
    path("saavutettavuus/", trust.accessible, name="accessibility"),
    path("apua/", trust.help_page, name="help"),
    path(".well-known/security.txt", trust.security, name="security"),
    path("t/", certificate.ask, name="certificate"),
    path("t/<str:secret>/", certificate.check, name="certificate_check"),
    path("logo/<slug:slug>.png", logo.logo, name="logo"),
    # a programme, and signing up to it
    path("i/<slug:slug>/", programmes.programme, name="programme"),
    path("i/<slug:slug>/ilmoittaudu/", signup.about, name="signup"),
    path("i/<slug:slug>/ilmoittaudu/toiveet/", signup.wishes, name="signup_wishes"),
    path("i/<slug:slug>/ilmoittaudu/tarkista/", signup.check, name="signup_check"),
    path("i/<slug:slug>/kiitos/", signup.done, name="signup_done"),
    path("i/<slug:slug>/arvonta/", signup.draw, name="draw"),
    path("kutsu/<str:secret>/", signup.invitation, name="invitation"),
    # one's own sign-up
    path("m/<str:secret>/", manage.open_link, name="manage_link"),
    path("i/<slug:slug>/oma/", manage.manage, name="manage"),
    path("i/<slug:slug>/oma/tiedot/", manage.about, name="manage_about"),
    path("i/<slug:slug>/oma/toiveet/", manage.wishes, name="manage_wishes"),
    path("i/<slug:slug>/oma/tarkista/", manage.check, name="manage_check"),
    path("i/<slug:slug>/oma/peru/", manage.cancel, name="cancel"),
    path("paikka/<str:secret>/", offer.offer, name="offer"),
    path("sijaistarve/<str:secret>/", substitute.substitute, name="substitute"),
    path("esihenkilo/<str:secret>/", supervisor.question, name="supervisor"),
    # a mentor's answer, by the letter's link or signed in
    path("mentori/<str:secret>/", mentor_invitation.invitation, name="mentor_invitation"),
    path("mentori/<str:secret>/ryhma/", mentor_invitation.another, name="mentor_invitation_another"),
    path("mentori/<str:secret>/ryhma/<int:entry>/", mentor_invitation.group, name="mentor_invitation_group"),
    path("oma/mentorointi/<int:number>/", mentor_invitation.own_invitation, name="own_mentor_invitation"),
    path("oma/mentorointi/<int:number>/ryhma/", mentor_invitation.own_another, name="own_mentor_invitation_another"),
    path("oma/mentorointi/<int:number>/ryhma/<int:entry>/", mentor_invitation.own_group, name="own_mentor_invitation_group"),
]
