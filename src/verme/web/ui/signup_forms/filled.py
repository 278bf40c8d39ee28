"""Between the two forms and the room: valid forms become answers, a sign-up's answers become filled forms."""

from typing import Any

from verme.signups.actions import Answers
from verme.signups.models import Signup
from verme.web.ui.signup_forms.about import OTHER, AboutForm
from verme.web.ui.signup_forms.offered import Offered, reader_language
from verme.web.ui.signup_forms.wishes import WishesForm

type Typed = dict[str, list[str]]  # what was typed on a page, as a browser sends it


def answers_of(about: AboutForm, wishes: WishesForm) -> Answers:
    """What was said on the two valid pages, for `signups.actions`."""
    said, wished = about.cleaned_data, wishes.cleaned_data
    return Answers(
        name=said["name"],
        email=said["email"],
        language=reader_language(),
        unit=about.chosen_unit,
        other_unit="" if about.chosen_unit else said["other_unit"],
        staff_group=about.chosen_group,
        is_new=about.is_new_in_post,
        subject=said.get("subject", ""),
        languages=wishes.spoken,
        themes=wishes.themes,
        any_theme=wished["any_theme"],
        slots=wishes.slots,
        places=wishes.places,
        together=wished["together"],
        apart=wished["apart"],
        apart_from_supervisor=wished["apart_from_supervisor"],
        wish=wished["wish"],
    )


def pages_of(signup: Signup, offered: Offered) -> tuple[Typed, Typed]:
    """A sign-up's answers as the two pages would have them typed. What this programme does not offer (last year's answers) is left out."""
    return about_of(signup, offered), _wishes(signup, offered)


def about_of(signup: Signup, offered: Offered) -> Typed:
    """The first page as it would have been typed."""
    units, groups = {unit.pk for unit in offered.units}, {group.key for group in offered.staff_groups}
    typed = {
        "name": signup.name,
        "email": signup.email,
        "unit": str(signup.unit_id) if signup.unit_id in units else (OTHER if signup.other_unit else ""),
        "other_unit": signup.other_unit,
        "staff_group": signup.staff_group.key if signup.staff_group.key in groups else "",
        "is_new": {True: "yes", False: "no", None: ""}[signup.is_new],
        "subject": signup.subject if signup.subject in offered.subjects else "",
    }
    return {name: [value] for name, value in typed.items()}


def _wishes(signup: Signup, offered: Offered) -> Typed:
    themes = {theme.key for theme in offered.themes}
    wished = [wish.theme.key for wish in signup.theme_wishes.all() if wish.theme.key in themes]
    spoken = [code for code in signup.languages if code in offered.languages]
    typed: dict[str, Any] = {
        **{f"wish{rank}": key for rank, key in enumerate(wished, 1)},
        **{f"slot_{answer.slot.key}": str(answer.value) for answer in signup.slot_answers.all()},
        **{f"place_{answer.place.key}": str(answer.value) for answer in signup.place_answers.all()},
        "together": signup.together,
        "apart": signup.apart,
        "wish": signup.wish,
    }
    ticks = {name: ["on"] for name in ("any_theme", "apart_from_supervisor") if getattr(signup, name)}
    return {**{name: [value] for name, value in typed.items()}, **ticks, **({"languages": spoken} if spoken else {})}
