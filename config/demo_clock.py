"""When the demo begins: a quarter of press lies behind the desk, a month before it."""

from datetime import datetime

from archive.clock import DESK_ZONE

DEMO_START = datetime(2026, 10, 1, 6, 0, tzinfo=DESK_ZONE)
