"""Which column holds what: by its heading in Finnish, Swedish or English, unless the person says otherwise."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verme.organisations.staff_rows.facts import Field

# Written as `folded` leaves them. Where several columns fit a field, the earlier word wins.
HEADINGS: dict[Field, str] = {
    Field.PERSONNEL_NUMBER: """
        henkilönumero henkilönro hlönumero hlönro henkilöstönumero palkkanumero palkkanro palkansaajanumero työntekijänumero
        työntekijänro työntekijätunnus personalnummer personalnr anställningsnummer anställningsnr arbetstagarnummer lönenummer
        personnelnumber personnelno employeenumber employeeid staffnumber staffid payrollnumber""",
    Field.NAME: """
        nimi kokonimi henkilönnimi työntekijännimi etujasukunimi etunimisukunimi sukunimietunimi sukunimijaetunimi henkilö
        työntekijä namn helanamnet heltnamn fullständigtnamn förochefternamn arbetstagare anställd name fullname employeename
        firstandlastname employee person""",
    Field.FIRST_NAME: "kutsumanimi etunimi etunimet tilltalsnamn förnamn firstname firstnames givenname givennames forename",
    Field.LAST_NAME: "sukunimi efternamn släktnamn lastname surname familyname",
    Field.EMAIL: """
        työsähköposti työsähköpostiosoite sähköposti sähköpostiosoite sposti spostiosoite email emailosoite arbetsepost
        arbetsepostadress epost epostadress mejl mejladress workemail workemailaddress emailaddress mail""",
    Field.UNIT: """
        yksikkö yksikönnimi työyksikkö toimintayksikkö organisaatioyksikkö koulutaiyksikkö koulu oppilaitos toimipaikka toimipiste
        työpaikka enhet enhetensnamn verksamhetsenhet skolaellerenhet skola läroanstalt verksamhetsställe arbetsplats unit unitname
        schoolorunit school workplace site""",
    Field.TITLE: """
        tehtävänimike virkanimike ammattinimike nimike ammatti tehtävä virka tjänstetitel yrkestitel yrkesbeteckning titel
        befattning uppgift tjänst yrke jobtitle title position post""",
    Field.STAFF_GROUP: "henkilöstöryhmä ammattiryhmä henkilöryhmä personalgrupp yrkesgrupp staffgroup staffcategory professionalgroup",
    Field.AGREEMENT: """
        sopimuksenosio sopimusosio ovtesosio sopimusala sopimus virkaehtosopimus työehtosopimus avtalsdel avtalsområde
        kollektivavtal tjänstekollektivavtal avtal agreementpart collectiveagreement agreement""",
    Field.WORKING_TIME: """
        työaikamuoto työaikajärjestelmä työaika arbetstidsform arbetstidssystem arbetstid workingtimeform workinghoursform
        workingtime workinghours""",
    Field.PERCENTAGE: """
        työaikaprosentti työaika% työajanprosentti osaaikaprosentti osaaika% osaaikaisuusprosentti palvelussuhdeprosentti
        virkaprosentti prosentti % arbetstidsprocent arbetstid% deltidsprocent deltid% sysselsättningsgrad anställningsgrad
        tjänstgöringsgrad procent workingtimepercentage workingtime% parttimepercentage parttime% employmentrate percentage percent
        fte""",
    Field.SUPERVISOR: """
        esihenkilö lähiesihenkilö esihenkilönsähköposti esihenkilönhenkilönumero esihenkilönpalkkanumero esihenkilönnimi esimies
        lähiesimies esimiehensähköposti esimiehennimi chef närmastechef chefensepost chefenspersonalnummer chefensnamn förman
        supervisor linemanager supervisoremail supervisorsemail supervisornumber supervisorname supervisorsname manager""",
    Field.LANGUAGE: """
        asiointikieli viestintäkieli palvelukieli kieli kontaktspråk kommunikationsspråk servicespråk språk contactlanguage
        preferredlanguage language""",
}
WORDS = {field: {word: rank for rank, word in enumerate(text.split())} for field, text in HEADINGS.items()}
ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
SILENT = re.compile(r"[^\w%]|_")


@dataclass(frozen=True, slots=True)
class Matching:
    """The column of each field that was found; `twice` are fields whose best heading stands over two columns."""

    columns: Mapping[Field, int]
    twice: frozenset[Field]


def folded(text: str) -> str:
    """A name as it is compared: small letters, no spaces or signs. "Koulunkäynnin ohjaaja" and "koulunkäynninohjaaja" are one."""
    return SILENT.sub("", text.casefold())


def heading(text: str) -> str:
    """A heading as it is compared, without what stands in brackets: "Sähköposti (työ) *" → "sähköposti"."""
    return folded(ASIDE.sub("", text))


def match(header: Sequence[str], given: Mapping[Field, int | None] | None = None) -> Matching:
    """`given` is what the person chose: a column for a field, or None for no column. A column that is not there is as if not chosen."""
    chosen = {field: index for field, index in (given or {}).items() if index is None or 0 <= index < len(header)}
    taken = set(chosen.values())
    free = [(index, heading(text)) for index, text in enumerate(header) if index not in taken]
    found = {field: best for field in Field if field not in chosen and (best := _best(WORDS[field], free))}
    columns = {field: index for field, index in chosen.items() if index is not None}
    return Matching(
        columns | {field: best[0] for field, best in found.items()}, frozenset(field for field, best in found.items() if len(best) > 1)
    )


def _best(words: Mapping[str, int], free: Sequence[tuple[int, str]]) -> list[int]:
    """The columns whose heading is the best word that occurs: one, several, or none."""
    ranks = {index: words[word] for index, word in free if word in words}
    return [index for index, rank in ranks.items() if rank == min(ranks.values())]
