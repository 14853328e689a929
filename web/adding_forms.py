"""The forms by which officers add coverage, and the words of their fields."""

from collections.abc import Sequence
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive import delegations
from archive.additions import Medium
from archive.delegations import Visit
from crawler import guard
from crawler.addresses import normalise
from crawler.reasons import Obstacle, Reason
from crawler.unfit import Unfit
from desk.additions import Details
from language.text import clean, squeeze
from web import names

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
LANGUAGES = ("vi", "en", "zh", "ko", "ja", "km", "lo", "th", "fr", "ru", "de", "es", "id", "ms")
LONGEST_TEXT = 1_000_000
MEDIA = {code: names.MEDIA[code] for code in (Medium.PRINT, Medium.VIDEO, Medium.TEXT)}
CODE = 2


def in_words(reason: Reason | Unfit) -> str:
    """Why an address or a file is not taken, in the reader's language."""
    return reason.english if get_language() == "en" else reason.vietnamese


def countries() -> list[tuple[str, str]]:
    """All countries by name, Vietnam first."""
    known = Locale.parse(get_language() or "vi").territories
    rest = sorted((name, code) for code, name in known.items() if len(code) == CODE and code.isalpha())
    home = [("", "—"), ("VN", names.country("VN"))]
    return [*home, *((code, name) for name, code in rest if code not in {"VN", "ZZ", "EU", "EZ", "UN"})]


def languages() -> list[tuple[str, str]]:
    """The languages the desk reads; without one it is read off the text."""
    return [("", str(_("read off the text"))), *((code, names.language(code)) for code in LANGUAGES)]


class DayField(forms.DateField):
    """A day, picked or written."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = DAYS


def address_box() -> forms.TextInput:
    """Where an address is typed."""
    told = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "placeholder": "https://"}
    return forms.TextInput(attrs=told)


class Plain(forms.Form):
    """A form whose texts are clean and on one line, unless they may have several."""

    several_lines: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        """Take out what breaks a store or a page."""
        told = super().clean() or self.cleaned_data
        for name, value in told.items():
            if isinstance(value, str):
                told[name] = clean(value) if name in self.several_lines else squeeze(clean(value))
        return told


class LinkForm(Plain):
    """One address."""

    url = forms.CharField(label=_("Address of the article"), max_length=2000, widget=address_box())


class CoverageForm(Plain):
    """A piece of coverage with its details, and its document where there is one."""

    several_lines = ("text", "note")
    file = forms.FileField(
        label=_("File (PDF, PNG or JPEG, at most 32 MiB and 200 pages)"),
        required=False,
        help_text=_("Leave it empty for a broadcast or a printed piece that you only refer to."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    title = forms.CharField(label=_("Headline"), max_length=1000)
    outlet = forms.CharField(label=_("Outlet"), max_length=200)
    medium = forms.ChoiceField(label=_("Medium"))
    country = forms.ChoiceField(label=_("Country"), required=False)
    lang = forms.ChoiceField(label=_("Language"), required=False)
    published_on = DayField(label=_("Published on"), required=False)
    authors = forms.CharField(
        label=_("Authors, as signed"),
        max_length=500,
        required=False,
        help_text=_("Several: separate by “;”."),
    )
    url = forms.CharField(
        label=_("Address, if it has one"), max_length=2000, required=False, widget=address_box()
    )
    visit = forms.ChoiceField(label=_("Official visit"), required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Taken from the PDF where it has any; type or paste it for a scan."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    note = forms.CharField(
        label=_("Note for the desk"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visits = [("", "—"), *((str(id), name) for id, name in delegations.named())]
        self.choose("medium", [(code.value, str(word)) for code, word in MEDIA.items()])
        self.choose("country", countries())
        self.choose("lang", languages())
        self.choose("visit", visits)

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """What a field may be."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_url(self) -> str:
        """An address that can be kept, in its one spelling."""
        text = self.cleaned_data["url"].strip()
        if not text:
            return ""
        url, reason = normalise(text), guard.check_address(text)
        if reason or not url:
            raise forms.ValidationError(in_words(reason or Reason(Obstacle.BAD_ADDRESS, text[:200])))
        return url

    def details(self) -> Details:
        """What a form that is in order tells."""
        told = self.cleaned_data
        authors = (squeeze(name) for name in told["authors"].split(";"))
        return Details(
            title=told["title"],
            outlet=told["outlet"],
            medium=Medium(told["medium"]),
            country=told["country"],
            lang=told["lang"],
            published_on=told["published_on"],
            authors=tuple(name for name in authors if name),
            url=told["url"],
            text=told["text"],
            note=told["note"],
            visit_id=int(told["visit"]) if told["visit"] else None,
        )


class NewsletterForm(forms.Form):
    """A newsletter as a file."""

    file = forms.FileField(
        label=_("Newsletter (.eml, at most 32 MiB)"),
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
    )
    with_documents = forms.BooleanField(label=_("Also keep the PDF files attached to it"), required=False)


class VisitForm(Plain):
    """An official visit of foreign correspondents; the persons are not recorded."""

    several_lines = ("purpose",)
    name = forms.CharField(label=_("Name of the visit"), max_length=200)
    outlets = forms.CharField(label=_("Outlets"), max_length=500)
    country = forms.ChoiceField(label=_("Country"), required=False)
    host = forms.CharField(label=_("Host agency"), max_length=200, required=False)
    paper = forms.CharField(label=_("Number of the paper that allows it"), max_length=120, required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    purpose = forms.CharField(
        label=_("Purpose"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        if isinstance(country, forms.ChoiceField):
            country.choices = countries()

    def clean(self) -> dict[str, Any]:
        """A visit ends after it began."""
        told = super().clean()
        starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", str(_("The visit ends before it begins.")))
        return told

    def visit(self) -> Visit:
        """What a form that is in order tells."""
        return Visit(**self.cleaned_data)
