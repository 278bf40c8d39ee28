"""Forms of the gallery, empty and with every fault."""

from django import forms
from django.utils.functional import Promise

TIMES = {"ma_1430": "14.30–16.00", "ma_1600": "16.00–17.30"}
FITS: list[tuple[str, str | Promise]] = [("2", "Sopii hyvin"), ("1", "Tarvittaessa"), ("0", "Ei sovi")]
WEIGHTS: list[tuple[str, str | Promise]] = [("2", "Tärkeä"), ("1", "Mielellään"), ("0", "Ei väliä")]


class Person(forms.Form):
    """Each kind of field once."""

    name = forms.CharField(
        label="Etu- ja sukunimi",
        help_text="Nimi tulee myös todistukseesi",
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": "Kirjoita nimesi"},
    )
    email = forms.EmailField(
        label="Sähköposti",
        help_text="Lähetämme vahvistuksen ja ryhmäsi tiedot tähän osoitteeseen",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi"},
    )
    unit = forms.ChoiceField(
        label="Koulu tai yksikkö",
        choices=[("", ""), ("1", "Alakylän koulu"), ("2", "Lakeuden koulu")],
        error_messages={"required": "Valitse koulu tai yksikkö"},
    )
    work = forms.ChoiceField(
        label="Mitä työtä teet?",
        choices=[("t", "Opettaja"), ("s", "Erityisopettaja"), ("a", "Koulunkäynnin ohjaaja"), ("o", "Muu työ")],
        widget=forms.RadioSelect,
        error_messages={"required": "Valitse, mitä työtä teet"},
    )
    languages = forms.MultipleChoiceField(
        label="Millä kielellä haluat keskustella?",
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    apart = forms.BooleanField(
        label="En halua samaan ryhmään esihenkilöni tai alaiseni kanssa", help_text="Vain vastuuhenkilö näkee tämän", required=False
    )
    wish = forms.CharField(
        label="Toiveita vastuuhenkilölle",
        help_text="Älä kirjoita tähän terveystietoja tai toisten asioita",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    began = forms.DateField(label="Alkaa", widget=forms.DateInput(attrs={"type": "date", "class": "w-s"}), required=False)
    staff_list = forms.FileField(label="Henkilöstölista", help_text="CSV tai XLSX, enintään 5 Mt", required=False)


class Bars(forms.Form):
    """Times and criteria as bars."""

    ma_1430 = forms.ChoiceField(label=TIMES["ma_1430"], choices=FITS, widget=forms.RadioSelect, initial="2")
    ma_1600 = forms.ChoiceField(label=TIMES["ma_1600"], choices=FITS, widget=forms.RadioSelect, initial="1")
    theme = forms.ChoiceField(
        label="Sama teema", help_text="1. toive painaa eniten, 3. vähiten", choices=WEIGHTS, widget=forms.RadioSelect, initial="2"
    )
    mix = forms.ChoiceField(
        label="Eri ammattiryhmiä yhdessä",
        help_text="Opettajia, ohjaajia ja erityisopettajia samaan pöytään",
        choices=WEIGHTS,
        widget=forms.RadioSelect,
        initial="0",
    )


class Code(forms.Form):
    """A code from an e-mail."""

    code = forms.CharField(
        label="Koodi sähköpostista",
        help_text="Kahdeksan merkkiä. Lähetimme koodin osoitteeseen r***s@esimerkki.fi klo 10.02",
        widget=forms.TextInput(attrs={"class": "code-in", "autocomplete": "one-time-code", "spellcheck": "false"}),
    )
