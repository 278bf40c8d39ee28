"""Addresses of this audience."""

from django.urls import URLPattern, path

from verme.web.organisation.views import (
    access,
    agreement,
    approvals,
    audit,
    calendars,
    credit,
    hours,
    letters,
    payables,
    payroll_file,
    settings,
    staff_import,
    staff_list,
    units,
)

urlpatterns: list[URLPattern] = [
    # the principal's list
    path("hyvitykset/", credit.unit_credit, name="unit_credit"),
    path("hyvitykset/lataa/", credit.unit_export, name="unit_credit_export"),
    # what was written, and the log
    path("viestit/", letters.letters, name="letters"),
    path("viestit/<int:number>/", letters.mend, name="letter_mend"),
    path("loki/", audit.log, name="audit"),
    # settings: what the organisation tells of itself
    path("asetukset/", settings.settings, name="settings"),
    path("asetukset/tekstit/", settings.texts, name="settings_texts"),
    path("asetukset/kielet/", settings.languages, name="settings_languages"),
    path("asetukset/yhteystiedot/", settings.contact, name="settings_contact"),
    path("asetukset/esihenkilot/", settings.notice, name="settings_notice"),
    path("asetukset/logo/", settings.logo, name="settings_logo"),
    path("asetukset/esikatselu/", settings.preview, name="settings_preview"),
    path("asetukset/sopimuspohja/", agreement.templates, name="agreement_templates"),
    path("asetukset/sopimuspohja/<str:language>/", agreement.template, name="agreement_template"),
    # people with access
    path("asetukset/roolit/", access.access, name="access"),
    path("asetukset/roolit/uusi/", access.grant, name="access_grant"),
    path("asetukset/roolit/<int:role>/paata/", access.end, name="access_end"),
    # schools, units, staff groups
    path("asetukset/yksikot/", units.units, name="units"),
    path("asetukset/yksikot/uusi/", units.unit_add, name="unit_add"),
    path("asetukset/yksikot/<int:unit>/", units.unit_change, name="unit_change"),
    path("asetukset/henkilostoryhmat/uusi/", units.staff_group_add, name="staff_group_add"),
    path("asetukset/henkilostoryhmat/<int:group>/", units.staff_group_change, name="staff_group_change"),
    # when the schools do not meet
    path("asetukset/kalenterit/", calendars.calendars, name="calendars"),
    path("asetukset/kalenterit/uusi/", calendars.calendar_add, name="calendar_add"),
    path("asetukset/kalenterit/<int:calendar>/", calendars.calendar, name="calendar"),
    path("asetukset/kalenterit/<int:calendar>/muuta/", calendars.calendar_change, name="calendar_change"),
    path("asetukset/kalenterit/<int:calendar>/tuo/", calendars.calendar_bring, name="calendar_bring"),
    path("asetukset/kalenterit/<int:calendar>/poista/<int:day>/", calendars.day_remove, name="day_remove"),
    # the staff list and its import
    path("asetukset/henkilosto/", staff_list.staff_list, name="staff_list"),
    path("asetukset/henkilosto/tuo/", staff_import.bring, name="staff_bring"),
    path("asetukset/henkilosto/tuo/<int:number>/", staff_import.changes, name="staff_changes"),
    path("asetukset/henkilosto/tuo/<int:number>/sarakkeet/", staff_import.columns, name="staff_columns"),
    path("asetukset/henkilosto/tuo/<int:number>/koulut/", staff_import.new_units, name="staff_new_units"),
    path("asetukset/henkilosto/tuo/<int:number>/unohda/", staff_import.forget, name="staff_forget"),
    # pay: checking, approving, closing
    path("tunnit/", hours.hours, name="hours"),
    path("tunnit/rivi/<int:line>/palauta/", hours.hours_return, name="hours_return"),
    path("tunnit/hinnat/", hours.rates, name="rates"),
    path("tunnit/hinnat/<int:mentor>/", hours.rate, name="rate"),
    path("hyvaksyttavat/", approvals.approvals, name="approvals"),
    path("hyvaksyttavat/rivit/", approvals.approve, name="approve"),
    path("hyvaksyttavat/rivi/<int:line>/palauta/", approvals.approval_return, name="approval_return"),
    path("maksettavat/", payables.payables, name="payables"),
    path("maksettavat/tarkistus.xlsx", payables.payables_check, name="payables_check"),
    path("maksettavat/sulje/", payables.close_month, name="close_month"),
    path("maksettavat/rivi/<int:line>/palauta/", payables.payable_return, name="payable_return"),
    path("maksettavat/suljetut/", payables.batches, name="batches"),
    path("maksettavat/suljetut/<int:number>/", payables.batch, name="batch"),
    path("maksettavat/suljetut/<int:number>/aineisto/", payables.batch_file, name="batch_file"),
    path("asetukset/palkka-aineisto/", payroll_file.payroll_file, name="payroll_file"),
    path("asetukset/palkka-aineisto/esimerkki/", payroll_file.payroll_sample, name="payroll_sample"),
]
