"""The form by which an officer tells of what will happen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.planned import LONGEST_NAME, Plan
from web import province
from web.adding_forms import DayField


class PlanForm(forms.Form):
    """An event ahead: its name, its days, and what it will be written about under."""

    name = forms.CharField(label=_("Event"), max_length=LONGEST_NAME)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        choices = sorted((province.topic(spec.code), spec.code) for spec in province.pack().topics)
        field = self.fields["topic"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((code, words) for words, code in choices)]

    def plan(self) -> Plan:
        """What was told, once it is valid; an event without a last day is of one day."""
        told = self.cleaned_data
        return Plan(told["name"], told["topic"], told["starts_on"], told["ends_on"] or told["starts_on"])
