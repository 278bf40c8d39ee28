"""What the two organisations of the example world are: places, themes, times, texts. Data only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from verme.organisations.terms import Level
from verme.programmes.terms import Admission, Kind

type Words = Mapping[str, str]


def words(fi: str, sv: str, en: str) -> dict[str, str]:
    """One text in the three languages."""
    return {"fi": fi, "sv": sv, "en": en}


@dataclass(frozen=True)
class ThemePlan:
    """A theme: its kind, names, and whom it admits (keys of staff groups; empty for all)."""

    key: str
    kind: Kind
    titles: Words
    descriptions: Words
    groups: Sequence[str] = ()
    only_new: bool = False
    only_wished: bool = False
    mix: int = 0


@dataclass(frozen=True)
class World:
    """An organisation as the example world knows it."""

    slug: str
    preset: str
    seed: int
    names: Words
    about: Words
    privacy: Words
    phone: str
    units: Sequence[tuple[str, Level, str]]
    shares: Mapping[str, int]  # staff group → how many of a hundred
    staff: int
    signups: int
    spring_capacity: int
    autumn_capacity: int
    mentors: int
    admission: Admission
    themes: Sequence[ThemePlan]
    places: Sequence[tuple[str, Words, bool]]
    weekdays: Sequence[int] = (0, 1, 2, 3)
    starts: Sequence[tuple[int, int]] = ((14, 30), (16, 0))
    roles: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""  # by which the model was changed for the year 2026–2027
    decided: Mapping[str, Any] = field(default_factory=dict)  # field of the model → value


def _school(name: str, level: Level) -> tuple[str, Level, str]:
    return (f"{name} koulu", level, "Seinäjoki")


SEINAJOKI = World(
    slug="seinajoki",
    preset="seinajoki",
    seed=2026,
    names=words("Seinäjoki", "Seinäjoki", "Seinäjoki"),
    about=words(
        "Seinäjoen perusopetuksessa verme-ryhmiä on viidestä seitsemään. Ryhmissä on opettajia, erityisopettajia ja koulunkäynninohjaajia eri kouluista.",
        "I Seinäjokis grundläggande utbildning finns fem till sju verme-grupper. I grupperna finns lärare, speciallärare och skolgångshandledare från olika skolor.",
        "Basic education in Seinäjoki has five to seven Verme groups of teachers, special needs teachers and school assistants from different schools.",
    ),
    privacy=words(
        "Rekisterinpitäjä on Seinäjoen kaupungin perusopetus. Tietoja käytetään vain verme-toiminnan järjestämiseen.",
        "Personuppgiftsansvarig är den grundläggande utbildningen i Seinäjoki stad. Uppgifterna används bara för att ordna verme-verksamheten.",
        "The controller is the basic education of the City of Seinäjoki. The details are used only to run Verme.",
    ),
    phone="040 000 0001",
    decision="KH 14.6.2026 § 212",
    decided={"average_price_cents": 3286},
    units=[
        _school("Alakylän", Level.LOWER), _school("Harjun", Level.LOWER), _school("Joenvarren", Level.LOWER), _school("Kirkkokadun", Level.UPPER),
        _school("Koivukadun", Level.LOWER), _school("Lakeuden", Level.UPPER), _school("Myllymäen", Level.LOWER), _school("Niittykylän", Level.LOWER),
        _school("Peltolan", Level.LOWER), _school("Rantakadun", Level.UPPER), _school("Saarikon", Level.LOWER), _school("Takamaan", Level.LOWER),
        _school("Uudenkylän", Level.UPPER), _school("Ylijoen", Level.LOWER),
    ],
    shares={"class_teacher": 40, "subject_teacher": 24, "special_needs_teacher": 14, "school_assistant": 18, "guidance_counsellor": 4},
    staff=412,
    signups=54,
    spring_capacity=48,
    autumn_capacity=56,
    mentors=7,
    admission=Admission.BY_TIME,
    themes=[
        ThemePlan(
            "uran-alku", Kind.NEW_TEACHERS, words("Uran alku", "Början av karriären", "Early career"),
            words("Uudessa tehtävässä aloittaneille.", "För dig som är ny i din uppgift.", "For those new in their post."), only_new=True,
        ),
        ThemePlan(
            "tyon-rajat", Kind.THEME, words("Työn rajat ja palautuminen", "Arbetets gränser och återhämtning", "Limits of work and recovery"),
            words("Mikä riittää, ja miten työpäivä päättyy.", "Vad är nog, och hur slutar arbetsdagen.", "What is enough, and how the working day ends."),
        ),
        ThemePlan(
            "kielitietoisuus", Kind.THEME, words("Kielitietoinen opetus", "Språkmedveten undervisning", "Language-aware teaching"),
            words("Kieli mukana joka tunnilla.", "Språket med på varje lektion.", "Language in every lesson."),
        ),
        ThemePlan(
            "ohjaajan-tyo", Kind.ASSISTANTS, words("Ohjaajan työ", "Handledarens arbete", "The assistant's work"),
            words("Koulunkäynninohjaajien oma ryhmä.", "Skolgångshandledarnas egen grupp.", "The school assistants' own group."), groups=["school_assistant"],
        ),
        ThemePlan(
            "erityinen-tuki", Kind.THEME, words("Erityisen tuen arki", "Vardag med särskilt stöd", "Everyday special support"),
            words("Tuki, joka mahtuu koulupäivään.", "Stöd som ryms i skoldagen.", "Support that fits a school day."),
        ),
        ThemePlan(
            "yhteisopettajuus", Kind.THEME, words("Yhteisopettajuus", "Samundervisning", "Co-teaching"),
            words("Kaksi aikuista, yksi luokka.", "Två vuxna, en klass.", "Two adults, one class."),
        ),
        ThemePlan(
            "k55", Kind.LONG_CAREER, words("K55", "K55", "K55"),
            words("Pitkän työuran tehneille.", "För dig med lång karriär.", "For those with a long career."), only_wished=True,
        ),
    ],
    places=[
        ("keskusta", words("Keskustan koulut", "Skolorna i centrum", "Schools in the centre"), False),
        ("eta", words("Etänä", "På distans", "Online"), True),
    ],
)  # fmt: skip

GRADIA = World(
    slug="gradia",
    preset="gradia",
    seed=1926,
    names=words("Gradia", "Gradia", "Gradia"),
    about=words(
        "Gradian verme-ryhmät ovat avoimia kaikille henkilöstöryhmille. Ryhmät ovat moniammatillisia ja kokoontuvat pääosin työajalla.",
        "Gradias verme-grupper är öppna för alla personalgrupper. Grupperna är mångprofessionella och träffas i huvudsak på arbetstid.",
        "Gradia's Verme groups are open to every staff group. They are multi-professional and meet mainly in working time.",
    ),
    privacy=words(
        "Rekisterinpitäjä on Jyväskylän koulutuskuntayhtymä Gradia. Tietoja käytetään vain verme-toiminnan järjestämiseen.",
        "Personuppgiftsansvarig är utbildningssamkommunen Gradia i Jyväskylä. Uppgifterna används bara för att ordna verme-verksamheten.",
        "The controller is the joint authority for education Gradia in Jyväskylä. The details are used only to run Verme.",
    ),
    phone="040 000 0002",
    decision="Johtoryhmä 9.6.2026 § 31",
    decided={"cost_budget_cents": 30_000},
    units=[
        ("Harju", Level.VOCATIONAL, "Jyväskylä"), ("Priimus", Level.VOCATIONAL, "Jyväskylä"), ("Viitaniemi", Level.VOCATIONAL, "Jyväskylä"),
        ("Lyseo", Level.GENERAL, "Jyväskylä"), ("Schildt", Level.GENERAL, "Jyväskylä"), ("Jämsä", Level.VOCATIONAL, "Jämsä"),
        ("Aikuislukio", Level.ADULT, "Jyväskylä"), ("Yhteiset palvelut", Level.OFFICE, "Jyväskylä"),
    ],
    shares={
        "vocational_teacher": 38, "upper_secondary_teacher": 16, "special_needs_teacher": 10, "guidance_counsellor": 8, "counsellor": 12,
        "student_welfare": 6, "administration": 8, "manager": 2,
    },
    staff=380,
    signups=41,
    spring_capacity=40,
    autumn_capacity=42,
    mentors=5,
    admission=Admission.BY_TIME,
    themes=[
        ThemePlan(
            "kansainvalisyys", Kind.MULTI, words("Kansainvälisyys arjessa", "Internationellt i vardagen", "International everyday work"),
            words("Opiskelijat, kielet ja maailma samassa käytävässä.", "Studerande, språk och världen i samma korridor.", "Students, languages and the world in one corridor."), mix=3,
        ),
        ThemePlan(
            "tyossa-oppiminen", Kind.MULTI, words("Työssä oppimisen tukeminen", "Stöd för lärande i arbetet", "Supporting workplace learning"),
            words("Työpaikalla oppiminen eri ammattien silmin.", "Lärande på arbetsplatsen ur olika yrkens synvinkel.", "Learning at work through the eyes of many professions."), mix=3,
        ),
        ThemePlan(
            "jaksaminen", Kind.MULTI, words("Jaksaminen ja työn ilo", "Ork och arbetsglädje", "Well-being and joy at work"),
            words("Mikä kantaa, kun kaikki muuttuu.", "Vad bär när allt förändras.", "What carries when everything changes."), mix=3,
        ),
        ThemePlan(
            "digi", Kind.THEME, words("Digitaidot ja tekoäly", "Digitala färdigheter och AI", "Digital skills and AI"),
            words("Mitä uusista välineistä on opettajalle ja ohjaajalle hyötyä.", "Vilken nytta lärare och handledare har av nya verktyg.", "What new tools give to teachers and instructors."),
        ),
        ThemePlan(
            "uutena-gradiassa", Kind.NEW_TEACHERS, words("Uutena Gradiassa", "Ny på Gradia", "New at Gradia"),
            words("Ensimmäiset vuodet uudessa talossa.", "De första åren i ett nytt hus.", "The first years in a new house."), only_new=True,
        ),
    ],
    places=[
        ("jyvaskyla", words("Jyväskylä", "Jyväskylä", "Jyväskylä"), False),
        ("eta", words("Etänä", "På distans", "Online"), True),
    ],
    starts=((12, 30), (14, 30)),
)  # fmt: skip

WORLDS = (SEINAJOKI, GRADIA)
