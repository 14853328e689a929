"""The archive's rows. Everything else is derived from them and can be built again."""

from archive.models.copying import Anchor, Fingerprint, Overlap
from archive.models.coverage import Address, AddressState, Article, Delegation, Revisit, Version
from archive.models.derived import Correction, Origin, Reading, TrainingRun
from archive.models.pickups import Pickup
from archive.models.press import Host, Notice, Outlet, Source, SourceState
from archive.models.proof import Capture, RemovalOrder, Seal
from archive.models.signals import Expectation, Signal, SignalKind, SignalLook, Subject
from archive.models.stories import Story, StoryMember, StoryTurn, StoryWord
from archive.models.ties import StoryMark, StoryTie, TieKind, TieState
from archive.models.work import IndexChange, Job, Pulse

__all__ = [
    "Address",
    "AddressState",
    "Anchor",
    "Article",
    "Capture",
    "Correction",
    "Delegation",
    "Expectation",
    "Fingerprint",
    "Host",
    "IndexChange",
    "Job",
    "Notice",
    "Origin",
    "Outlet",
    "Overlap",
    "Pickup",
    "Pulse",
    "Reading",
    "RemovalOrder",
    "Revisit",
    "Seal",
    "Signal",
    "SignalKind",
    "SignalLook",
    "Source",
    "SourceState",
    "Story",
    "StoryMark",
    "StoryMember",
    "StoryTie",
    "StoryTurn",
    "StoryWord",
    "Subject",
    "TieKind",
    "TieState",
    "TrainingRun",
    "Version",
]
