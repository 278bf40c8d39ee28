"""Days and times in words, as Finnish, Swedish and English readers expect them (ux.md §3.5)."""

import datetime as dt

from verme.kernel.clock import local

WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
LONG_WEEKDAYS = {
    "fi": ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WEEKLY = {
    "fi": ("maanantaisin", "tiistaisin", "keskiviikkoisin", "torstaisin", "perjantaisin", "lauantaisin", "sunnuntaisin"),
    "sv": ("måndagar", "tisdagar", "onsdagar", "torsdagar", "fredagar", "lördagar", "söndagar"),
    "en": ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
}
MONTHS = {
    "fi": (
        "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
        "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
    ),
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(number: int, language: str, *, long: bool = False) -> str:
    """0 is Monday."""
    return (LONG_WEEKDAYS if long else WEEKDAYS)[language][number]


def weekly(number: int, starts: dt.time, ends: dt.time, language: str) -> str:
    """maanantaisin klo 14.30–16.00 · måndagar kl. 14.30–16.00 · Mondays, 14:30–16:00"""
    joint = {"fi": " klo ", "sv": " kl. ", "en": ", "}[language]
    return f"{WEEKLY[language][number]}{joint}{span(starts, ends, language)}"


def bare_day(date: dt.date, language: str) -> str:
    """6.10.2026 · 6 Oct 2026"""
    if language == "en":
        return f"{date.day} {ENGLISH_MONTHS[date.month - 1]} {date.year}"
    return f"{date.day}.{date.month}.{date.year}"


def day(date: dt.date, language: str) -> str:
    """ti 6.10.2026 · Tue 6 Oct 2026"""
    return f"{weekday(date.weekday(), language)} {bare_day(date, language)}"


def short_day(date: dt.date, language: str) -> str:
    """ti 6.10. · ti 6.10 · Tue 6 Oct"""
    name = weekday(date.weekday(), language)
    if language == "en":
        return f"{name} {date.day} {ENGLISH_MONTHS[date.month - 1]}"
    return f"{name} {date.day}.{date.month}{'.' if language == 'fi' else ''}"


def clock(time: dt.time | dt.datetime, language: str) -> str:
    """14.30 · 14:30; a moment is shown in Finland's time."""
    if isinstance(time, dt.datetime):
        time = local(time).time()
    return f"{time.hour}{':' if language == 'en' else '.'}{time.minute:02}"


def moment(when: dt.datetime, language: str) -> str:
    """ti 6.10.2026 klo 14.30 · ti 6.10.2026 kl. 14.30 · Tue 6 Oct 2026, 14:30"""
    here = local(when)
    joint = {"fi": " klo ", "sv": " kl. ", "en": ", "}[language]
    return f"{day(here.date(), language)}{joint}{clock(here.time(), language)}"


def short_moment(when: dt.datetime, language: str) -> str:
    """ti 6.10. klo 14.30 · ti 6.10 kl. 14.30 · Tue 6 Oct, 14:30"""
    here = local(when)
    joint = {"fi": " klo ", "sv": " kl. ", "en": ", "}[language]
    return f"{short_day(here.date(), language)}{joint}{clock(here.time(), language)}"


def sitting(starts_at: dt.datetime, ends_at: dt.datetime, language: str) -> str:
    """ti 6.10. klo 14.30–16.00 · ti 6.10 kl. 14.30–16.00 · Tue 6 Oct, 14:30–16:00"""
    return f"{short_moment(starts_at, language)}–{clock(ends_at, language)}"


def span(start: dt.time, end: dt.time, language: str) -> str:
    """14.30–16.00"""
    return f"{clock(start, language)}–{clock(end, language)}"


def period(first: dt.date, last: dt.date, language: str) -> str:
    """10.8.–8.9.2026 · 10.8–8.9.2026 · 10 Aug–8 Sep 2026; the first day has its year only if the last day's differs."""
    end = bare_day(last, language)
    if first == last:
        return end
    start = bare_day(first, language)
    if first.year == last.year:
        start = start.removesuffix(str(first.year)).rstrip()
        start = start.rstrip(".") if language == "sv" else start
    return f"{start}–{end}"


def month(date: dt.date, language: str) -> str:
    """toukokuu 2027 · maj 2027 · May 2027"""
    return f"{MONTHS[language][date.month - 1]} {date.year}"


def school_year(start: int) -> str:
    """2026 → 2026–2027"""
    return f"{start}–{start + 1}"


def school_year_of(date: dt.date) -> int:
    """The year in which the school year of this day began: 1 August to 31 July (domain.md §7.1)."""
    return date.year if date.month >= 8 else date.year - 1
