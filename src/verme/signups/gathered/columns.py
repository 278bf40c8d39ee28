"""Which column holds what: by its heading in Finnish, Swedish or English, unless the person says otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verme.kernel.tables import Row, Table
from verme.organisations.staff_rows.columns import heading
from verme.signups.gathered.cells import folded_names, time_of
from verme.signups.gathered.facts import Field, Known, Reason

# As `heading` leaves them. Where several columns fit a field, the earlier word wins.
HEADINGS: dict[Field, str] = {
    Field.NAME: """
        etujasukunimi nimi kokonimi etunimijasukunimi sukunimijaetunimi namn förochefternamn fullständigtnamn name fullname
        firstandlastname""",
    Field.FIRST_NAME: "etunimi kutsumanimi förnamn tilltalsnamn firstname givenname",
    Field.LAST_NAME: "sukunimi efternamn släktnamn lastname surname familyname",
    Field.EMAIL: """
        sähköposti sähköpostiosoite työsähköposti sähköpostisi sposti epost epostadress mejl mejladress arbetsepost email emailaddress
        workemail""",
    Field.UNIT: """
        koulutaiyksikkö koulu yksikkö oppilaitos työpaikka toimipaikka skolaellerenhet skola enhet arbetsplats schoolorunit school unit
        workplace""",
    Field.STAFF_GROUP: """
        työ mitätyötäteet henkilöstöryhmä ammattiryhmä ammatti tehtävä tehtävänimike arbete vilketarbetegördu personalgrupp yrkesgrupp
        yrke uppgift work whatworkdoyoudo staffgroup job jobtitle""",
    Field.IS_NEW: """
        uusitehtävässään olitkouusitehtävässäsi oletkouusitehtävässäsi nyisinuppgift ärdunyidinuppgift isnewinpost areyounewinyourpost
        newinpost""",
    Field.SUBJECT: "oppiaine opetettavaaine läroämne ämne schoolsubject subject",
    Field.LANGUAGES: "kielet kieli ryhmänkieli språk gruppensspråk languages language",
    Field.THEMES: """
        1toive teematoiveet teemat teema ensimmäinentoive toiveteema önskemål1 förstaönskemål teman tema wish1 firstwish themes theme""",
    Field.THEME_2: "2toive toinentoive önskemål2 andraönskemål wish2 secondwish",
    Field.THEME_3: "3toive kolmastoive önskemål3 tredjeönskemål wish3 thirdwish",
    Field.ANY_THEME: "mikätahansateemakäy mikätahansakäy vilkettemasomhelstpassar vilkettemasomhelst anythemeisfine anytheme",
    Field.SLOTS_WELL: """
        ajat sopivatajat milloinpääset milloinpääsetyleensäpaikalle tider lämpligatider närkandu times suitabletimes
        whencanyouusuallycome""",
    Field.SLOTS_SPARE: "tarvittaessasopivatajat ajattarvittaessa tidervidbehov timesifneeded",
    Field.PLACES_WELL: """
        tapaaminen tapaamistapa paikat paikka mitenhaluattavata möte mötessätt platser plats meeting places place howwouldyouliketomeet""",
    Field.PLACES_SPARE: "tarvittaessasopivatpaikat paikattarvittaessa platservidbehov placesifneeded",
    Field.TOGETHER: "yhdessä samaanryhmään kenenkanssa tillsammans tillsammansmed isammagrupp together togetherwith",
    Field.APART: "eiyhdessä eisamaanryhmään intetillsammans intetillsammansmed nottogether nottogetherwith",
    Field.WISH: "toiveita toiveitavastuuhenkilölle muutatoivottavaa lisätietoja önskemål övrigaönskemål wishes comments",
}
WORDS = {field: {word: rank for rank, word in enumerate(text.split())} for field, text in HEADINGS.items()}


@dataclass(frozen=True, slots=True)
class Matching:
    """The column of each field, time and place that was found."""

    columns: Mapping[str, int]


def match(header: Sequence[str], known: Known) -> Matching:
    """By the headings; a column is one thing only, and where two are headed alike the first is meant."""
    found: dict[str, int] = {}
    headings = [heading(text) for text in header]
    for field, words in WORDS.items():
        ranked = sorted((words[text], index) for index, text in enumerate(headings) if text in words)
        if ranked:
            found[field.value] = ranked[0][1]
    taken = set(found.values())
    times = {time: key for key, number in known.slot_keys.items() for time in [known.slots[number]]}
    places = {name: key for key, number in known.place_keys.items() for name in folded_names(known.places[number])}
    for index, text in enumerate(header):
        if index in taken:
            continue
        time = time_of(text)
        if time is not None and (key := times.get(time)) is not None:
            found.setdefault(f"slot:{key}", index)
        elif (place := places.get(headings[index])) is not None:
            found.setdefault(f"place:{place}", index)
    return Matching(found)


def why_unfit(columns: Mapping[str, int]) -> Reason | None:
    """Without a name and an address no list of people can be taken in."""
    if Field.NAME not in columns and not {Field.FIRST_NAME, Field.LAST_NAME} <= columns.keys():
        return Reason.NO_NAME
    return None if Field.EMAIL in columns else Reason.NO_EMAIL


def narrowed(table: Table, columns: Mapping[str, int]) -> tuple[Table, dict[str, int]]:
    """The table with only the chosen columns, and where each stands now. Cells beyond the header stay: they tell that a row is faulty."""
    chosen, width = sorted(set(columns.values())), len(table.header.cells)

    def cut(row: Row) -> Row:
        return Row(row.line, tuple(row.cells[index] for index in chosen) + row.cells[width:])

    return Table(cut(table.header), tuple(map(cut, table.rows))), {key: chosen.index(index) for key, index in columns.items()}
