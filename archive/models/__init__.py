"""The archive's rows. Everything else is derived from them and can be built again."""

from archive.models.coverage import Address, AddressState, Article, Delegation, Revisit, Version
from archive.models.derived import Correction, Fingerprint, Origin, Reading, TrainingRun
from archive.models.press import Host, Notice, Outlet, Source, SourceState
from archive.models.proof import Capture, RemovalOrder, Seal
from archive.models.work import IndexChange, Job, Pulse

__all__ = [
    "Address",
    "AddressState",
    "Article",
    "Capture",
    "Correction",
    "Delegation",
    "Fingerprint",
    "Host",
    "IndexChange",
    "Job",
    "Notice",
    "Origin",
    "Outlet",
    "Pulse",
    "Reading",
    "RemovalOrder",
    "Revisit",
    "Seal",
    "Source",
    "SourceState",
    "TrainingRun",
    "Version",
]
