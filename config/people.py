"""The demo's officers. They exist only in a demo home, which only this machine can reach."""

from dataclasses import dataclass
from typing import Final

DEMO_PASSWORD: Final = "lam-giang-demo"  # noqa: S105 - printed on purpose, for the loopback demo only


@dataclass(frozen=True, slots=True)
class Person:
    """A demo account."""

    email: str
    name: str
    role: str
    language: str
    wants_digest: bool


DEMO_PEOPLE = (
    Person("theodoi@lamgiang.example", "Nguyễn Thu Hà", "monitor", "vi", wants_digest=True),
    Person("vuviec@lamgiang.example", "Y Blin Niê", "claims", "vi", wants_digest=False),
    Person("lanhdao@lamgiang.example", "Trần Văn Lực", "approver", "vi", wants_digest=True),
    Person("foreign@lamgiang.example", "Lê Minh Anh", "reader", "en", wants_digest=True),
    Person("quantri@lamgiang.example", "Phạm Quốc Bảo", "admin", "vi", wants_digest=False),
    Person("kiemtra@lamgiang.example", "Đỗ Thị Sáu", "auditor", "vi", wants_digest=False),
)
