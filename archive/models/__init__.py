"""The archive's rows. Everything else is derived from them and can be built again."""

from archive.models.coverage import Address, AddressState, Article, Delegation, Revisit, Version
from archive.models.derived import Fingerprint, Reading
from archive.models.press import Host, Notice, Outlet, Source, SourceState
from archive.models.proof import Capture, RemovalOrder, Seal
from archive.models.work import IndexChange, Job, Pulse

__all__ = [
    "Address",
    "AddressState",
    "Article",
    "Capture",
    "Delegation",
    "Fingerprint",
    "Host",
    "IndexChange",
    "Job",
    "Notice",
    "Outlet",
    "Pulse",
    "Reading",
    "RemovalOrder",
    "Revisit",
    "Seal",
    "Source",
    "SourceState",
    "Version",
]
