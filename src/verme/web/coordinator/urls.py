"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.coordinator.views import (
    board,
    call,
    groups,
    life,
    mentor_offers,
    mentor_register,
    mentors,
    opening,
    practice,
    publish,
    rules,
    setup,
    signup_by_hand,
    signup_deeds,
    signups,
    wishes,
    year,
)

PROGRAMME = "ohjelmat/<slug:programme>/"

urlpatterns: list[URLPattern] = [
    # the year
    path("", year.home, name="home"),
    path("uusi-ohjelma/", opening.open_year, name="open_year"),
    path("harjoitus/", practice.begin, name="practice"),
    path(PROGRAMME, year.year, name="year"),
    path(f"{PROGRAMME}poista-harjoitus/", practice.discard, name="practice_end"),
    path(f"{PROGRAMME}muuta/", setup.setup, name="setup"),
    path(f"{PROGRAMME}muuta/tekstit/", setup.texts, name="setup_texts"),
    path(f"{PROGRAMME}muuta/paivat/", setup.frame, name="setup_frame"),
    path(f"{PROGRAMME}muuta/ajat/", wishes.slots, name="setup_slots"),
    path(f"{PROGRAMME}muuta/paikat/", wishes.places, name="setup_places"),
    path(f"{PROGRAMME}muuta/paikat/<int:place>/", wishes.place_change, name="place_change"),
    path(f"{PROGRAMME}muuta/teemat/uusi/", wishes.theme_add, name="theme_add"),
    path(f"{PROGRAMME}muuta/teemat/<int:theme>/", wishes.theme_change, name="theme_change"),
    path(f"{PROGRAMME}muuta/teemat/<int:theme>/poista/", wishes.theme_remove, name="theme_remove"),
    path(f"{PROGRAMME}esikatselu/", setup.preview, name="preview"),
    path(f"{PROGRAMME}julkista/", life.announce, name="announce"),
    path(f"{PROGRAMME}keskeyta/", life.pause, name="pause"),
    path(f"{PROGRAMME}jatka/", life.resume, name="resume"),
    path(f"{PROGRAMME}maaraaika/", life.extend, name="extend"),
    path(f"{PROGRAMME}paata/", life.end_year, name="end_year"),
    # the call
    path(f"{PROGRAMME}tiedotus/", call.call, name="call"),
    path(f"{PROGRAMME}tiedotus/laheta/", call.send, name="call_send"),
    path(f"{PROGRAMME}tiedotus/minulle/", call.sample, name="call_sample"),
    path(f"{PROGRAMME}tiedotus/merkitse/", call.note, name="call_note"),
    path(f"{PROGRAMME}tiedotus/juliste-<str:language>.pdf", call.poster, name="call_poster"),
    # the mentors
    path(f"{PROGRAMME}mentorit/", mentors.mentors, name="mentors"),
    path(f"{PROGRAMME}mentorit/kutsu/", mentors.invite, name="mentors_invite"),
    path(f"{PROGRAMME}mentorit/muistuta/", mentors.remind_all, name="mentors_remind"),
    path(f"{PROGRAMME}mentorit/uusi/", mentor_register.add, name="mentor_add"),
    path(f"{PROGRAMME}mentorit/<int:mentor>/", mentor_register.change, name="mentor_change"),
    path(f"{PROGRAMME}mentorit/<int:mentor>/linkki/", mentor_register.remind, name="mentor_remind"),
    path(f"{PROGRAMME}mentorit/<int:mentor>/ei/", mentor_register.decline, name="mentor_decline"),
    path(f"{PROGRAMME}mentorit/<int:mentor>/tarjous/", mentor_offers.offer, name="mentor_offer"),
    path(f"{PROGRAMME}mentorit/<int:mentor>/tarjous/<int:entry>/", mentor_offers.change, name="mentor_offer_change"),
    path(f"{PROGRAMME}mentorit/<int:mentor>/tarjous/<int:entry>/peru/", mentor_offers.take_back, name="mentor_offer_take_back"),
    # the sign-ups
    path(f"{PROGRAMME}ilmoittautuneet/", signups.signups, name="signups"),
    path(f"{PROGRAMME}ilmoittautuneet/lisaa/", signup_by_hand.add, name="signup_add"),
    path(f"{PROGRAMME}ilmoittautuneet/<str:reference>/", signups.signup, name="signup"),
    path(f"{PROGRAMME}ilmoittautuneet/<str:reference>/tee/", signups.choose, name="signup_choose"),
    path(f"{PROGRAMME}ilmoittautuneet/<str:reference>/korjaa/", signup_by_hand.correct, name="signup_correct"),
    path(f"{PROGRAMME}ilmoittautuneet/<str:reference>/vertaa/<str:other>/", signup_deeds.compare, name="signup_compare"),
    path(f"{PROGRAMME}ilmoittautuneet/<str:reference>/<slug:act>/", signup_deeds.act, name="signup_act"),
    # the groups
    path(f"{PROGRAMME}ryhmat/", groups.groups, name="groups"),
    path(f"{PROGRAMME}ryhmat/ehdotus/", groups.criteria, name="criteria"),
    path(f"{PROGRAMME}ryhmat/haku/<int:run>/", groups.run, name="run"),
    path(f"{PROGRAMME}ryhmat/toiveet/", groups.company, name="company"),
    path(f"{PROGRAMME}ryhmat/toiveet/<str:reference>/<slug:kind>/", groups.wish, name="wish"),
    path(f"{PROGRAMME}ryhmat/luonnos/<int:number>/", board.board, name="board"),
    path(f"{PROGRAMME}ryhmat/luonnos/<int:number>/ryhma/<int:entry>/", board.option, name="option"),
    path(f"{PROGRAMME}ryhmat/luonnos/<int:number>/julkaise/", publish.publish, name="publish"),
    path(f"{PROGRAMME}ryhmat/luonnos/<int:number>/julkaise/vahvista/", publish.confirm, name="publish_confirm"),
    # the operating model
    path("toimintamalli/", rules.rules, name="rules"),
    path("toimintamalli/valitse/", rules.adopt, name="rules_adopt"),
    path("toimintamalli/<slug:part>/", rules.change, name="rules_change"),
]
