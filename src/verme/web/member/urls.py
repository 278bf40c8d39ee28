"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.member.views import (
    address,
    agreement,
    agreement_writing,
    attendance,
    calendar,
    certificates,
    living,
    meetings,
    mornings,
    own,
    own_attendance,
    paper,
    pay,
    polls,
)

urlpatterns: list[URLPattern] = [
    path("", own.home, name="home"),
    path("ryhma/<int:group>/", own.group, name="group"),
    path("ryhmani/", own.mentor, name="mentor"),
    path("kysymys/<int:consent>/", own.question, name="question"),
    # the group's agreement and its plan of activities
    path("ryhma/<int:group>/sopimus/", agreement.agreement, name="agreement"),
    path("ryhma/<int:group>/sopimus/versio/<int:number>/", agreement.version, name="agreement_version"),
    path("ryhma/<int:group>/sopimus/versio/<int:number>/muutokset/", agreement.changes, name="agreement_changes"),
    path("ryhma/<int:group>/sopimus/versio-<int:number>.pdf", agreement.paper, name="agreement_paper"),
    path("ryhma/<int:group>/sopimus/muistuta/", agreement.remind, name="agreement_remind"),
    path("ryhma/<int:group>/sopimus/kirjoita/", agreement_writing.write, name="agreement_write"),
    path("ryhma/<int:group>/sopimus/tarjoa/", agreement_writing.offer, name="agreement_offer"),
    path("ryhma/<int:group>/suunnitelma/", agreement_writing.plan, name="plan"),
    # groups live
    path("ryhma/<int:group>/jata/", living.leave, name="leave"),
    path("ryhmani/<int:group>/muuta/<slug:deed>/", living.change, name="mentoring"),
    # credit and certificates
    path("todistukset/", certificates.mine, name="certificates"),
    path("todistukset/<int:number>/todistus.pdf", certificates.paper, name="certificate_paper"),
    path("todistus/<str:reference>/", certificates.make, name="certificate_make"),
    path("todistus/<str:reference>/mentorille/", certificates.permit, name="certificate_permit"),
    path("ryhmani/<int:group>/todistukset/", certificates.bundle, name="certificate_bundle"),
    # attendance
    path("tapaaminen/<int:meeting>/lasnaolot/", attendance.attendance, name="attendance"),
    path("tapaaminen/<int:meeting>/lasnaolot/kumoa/", attendance.undo, name="attendance_undo"),
    path("oikaisu/<int:objection>/", attendance.settle, name="attendance_settle"),
    path("lasnaolot/", own_attendance.mine, name="own_attendance"),
    path("lasnaolot/<int:meeting>/oikaise/", own_attendance.object_to, name="attendance_object"),
    path("ryhmani/<int:group>/lasnaololista/", paper.sheet, name="sheet"),
    path("ryhmani/<int:group>/nimilista/", paper.names, name="names"),
    # pay
    path("palkkiot/", pay.pay, name="pay"),
    path("palkkiot/<int:mentor>/<int:year>/laheta/", pay.send, name="pay_send"),
    path("palkkiot/<int:mentor>/<int:year>/jarjestelyt/", pay.arrange, name="pay_arrange"),
    path("palkkiot/<int:mentor>/<int:year>/kulut/", pay.spend, name="pay_spend"),
    path("palkkiot/<int:mentor>/<int:year>/<slug:kind>/<int:number>/poista/", pay.remove, name="pay_remove"),
    path("tiedot/", own.data, name="data"),
    path("tiedot/osoite/", address.address, name="address"),
    path("tiedot/osoite/koodi/", address.code, name="address_code"),
    path("tiedot/aamuviestit/", mornings.letters, name="mornings"),
    # meetings
    path("ryhma/<int:group>/tapaamiset/", meetings.plan, name="meetings"),
    path("ryhma/<int:group>/aikakysely/", polls.suggest, name="poll_suggest"),
    path("aikakysely/<int:poll>/", polls.answer, name="poll"),
    path("tapaaminen/<int:meeting>/muuta/", meetings.change, name="meeting_change"),
    path("tapaaminen/<int:meeting>/peru/", meetings.cancel, name="meeting_cancel"),
    path("tapaaminen/<int:meeting>/en-paase/", meetings.excuse, name="meeting_excuse"),
    path("tapaaminen/<int:meeting>/verme.ics", meetings.file, name="meeting_file"),
    path("kalenteri/", calendar.calendar, name="calendar"),
]
