"""The press as it is shipped: the events and outlets of this folder under one seed."""

from functools import cache

from demo.events import load_events
from demo.outlets import load_outlets
from demo.plan import Plan, make_plan

SEED = 360


@cache
def edition(seed: int = SEED) -> Plan:
    """The plan of the shipped events, read once."""
    return make_plan(load_events(), load_outlets(), seed)
