"""How figures, marks and lit words are shown."""

from collections.abc import Iterable

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy

from archive.differences import Change, Kind
from web import names, province
from web.lighting import Piece, Run
from web.names import Mark

register = template.Library()

SHAPE = '<svg class="shape" viewBox="0 0 10 10" aria-hidden="true"><use href="#shape-{}"/></svg>'
TAGS = {Kind.IN: "ins", Kind.OUT: "del"}
# A screen reader says neither colour nor line, so the word for them stands beside, unseen.
SPOKEN = {Kind.IN: pgettext_lazy("change", "added:"), Kind.OUT: pgettext_lazy("change", "taken out:")}


@register.filter
def number(value: float) -> str:
    """A figure with its thousands apart."""
    return number_format(value, force_grouping=True)


@register.filter
def percent(value: float) -> str:
    """A share of one as a percentage; never certain unless it is."""
    return f"{min(99, round(value * 100)) if value < 1 else 100}%"


@register.filter
def is_web(url: str) -> bool:
    """Whether an address may be a link: what the press writes there could be a script."""
    return url.startswith(("http://", "https://"))


@register.filter
def topic_name(code: str) -> str:
    """A topic's name in the reader's language."""
    return province.topic(code)


@register.simple_tag
def named(name: str) -> SafeString:
    """A press organ's name, marked with its language where its script tells it."""
    lang = names.script_language(name)
    return format_html('<span lang="{}">{}</span>', lang, name) if lang else format_html("{}", name)


@register.simple_tag
def mark(shown: Mark) -> SafeString:
    """A state: shape, colour and word."""
    return format_html(
        '<span class="mark mark-{}">' + SHAPE + "<span>{}</span></span>", shown.look, shown.shape, shown.word
    )


@register.simple_tag
def shape(name: str) -> SafeString:
    """A shape alone, beside a word that says the same."""
    return format_html(SHAPE, name)


@register.simple_tag
def found(runs: Iterable[Run]) -> SafeString:
    """A line with what a search found in it."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


@register.simple_tag
def lit(pieces: Iterable[Piece]) -> SafeString:
    """A text with its lights."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


@register.simple_tag
def changes(parts: Iterable[Change]) -> SafeString:
    """A paragraph with what came into it and what went."""
    return format_html_join("", "{}", ((_change(part),) for part in parts))


def _change(part: Change) -> SafeString:
    if part.kind is Kind.SAME:
        return format_html("{}", part.text)
    return format_html(
        '<{tag}><span class="unseen" lang="{lang}">{spoken} </span>{text}</{tag}>',
        tag=TAGS[part.kind],
        lang=get_language() or "vi",
        spoken=SPOKEN[part.kind],
        text=part.text,
    )


def _run(run: Run) -> SafeString:
    return format_html("<mark>{}</mark>" if run.is_found else "{}", run.text)


def _piece(piece: Piece) -> SafeString:
    told = format_html("{}", piece.text)
    if piece.place:
        told = format_html('<span class="place" title="{}">{}</span>', province.place(piece.place), told)
    if piece.is_why:
        told = format_html(
            '<mark class="why" title="{}">{}</mark>', gettext("The sentence that shows the tone"), told
        )
    return told
