"""The form by which an officer says what to watch for and how to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk import watch_wishes
from desk.watches import WatchRow, Wish
from web.adding_forms import Plain, address_box
from web.watches_names import TEAMS

USUAL_A_DAY = 10
# The query language says itself where its own bound is; this only keeps a page from being sent a book.
LONGEST_QUERY = 20_000


class HourField(forms.TimeField):
    """A time of the day."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WatchForm(Plain):
    """What to watch for, who sees it, how to tell of it and when not to."""

    name = forms.CharField(label=_("Name"), max_length=watch_wishes.LONGEST_NAME)
    query = forms.CharField(
        label=pgettext_lazy("watch", "Query"),
        max_length=LONGEST_QUERY,
        help_text=_("Written as in the search box. Every new or changed article is held against it."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
    )
    office = forms.CharField(label=_("Office"), max_length=watch_wishes.LONGEST_OFFICE, required=False)
    purpose = forms.CharField(label=_("Purpose"), max_length=watch_wishes.LONGEST_PURPOSE, required=False)
    team = forms.ChoiceField(
        label=_("Who sees it and is told"),
        required=False,
        choices=[("", pgettext_lazy("team", "only you")), *TEAMS.items()],
    )
    by_mail = forms.BooleanField(label=_("A mail at once"), required=False)
    in_digest = forms.BooleanField(label=_("A section in the daily digest"), required=False)
    hook_url = forms.CharField(
        label=_("Webhook"),
        max_length=watch_wishes.LONGEST_HOOK,
        required=False,
        help_text=_("An https address that is called with what is caught; each call is signed."),
        widget=address_box(),
    )
    quiet_from = HourField(label=_("Quiet from"), required=False)
    quiet_until = HourField(label=_("Quiet until"), required=False)
    ceiling = forms.IntegerField(
        label=_("At most so many mails a day"),
        min_value=1,
        max_value=watch_wishes.MOST_A_DAY,
        initial=USUAL_A_DAY,
        help_text=_("What is above it is told in one mail the next morning, with the count."),
    )

    def wish(self) -> Wish:
        """What a form that is in order tells."""
        return Wish(**self.cleaned_data)


def wish_of(row: WatchRow) -> Wish:
    """What a watch was wished to be, as its form shows it."""
    return Wish(
        name=row.name,
        query=row.query,
        team=row.team,
        by_mail=row.by_mail,
        in_digest=row.in_digest,
        hook_url=row.hook_url,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        ceiling=row.ceiling,
        office=row.office,
        purpose=row.purpose,
    )
