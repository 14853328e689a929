"""What must come from the system: installed with apt where that may be, named exactly where it may not."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Need:
    """A program or a file, the Debian package it comes in, and what needs it."""

    what: str
    package: str
    purpose: str

    def is_there(self) -> bool:
        """Whether the machine has it."""
        if self.what == "chromium":
            return chromium() is not None
        return Path(self.what).exists() or shutil.which(self.what) is not None


NEEDS = (
    Need("chromium", "chromium", "browser tests / thử trang web bằng trình duyệt"),
    Need("/usr/share/fonts/truetype/noto/NotoSansKhmer-Regular.ttf", "fonts-noto-core", "Khmer, Lao, Thai"),
    Need("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk", "Chinese, Korean"),
)


def chromium() -> str | None:
    """The browser: CHROMIUM=path, or Debian's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def provide() -> list[str]:
    """Install what is missing where we may; what is still missing, one sentence each."""
    missing = [need for need in NEEDS if not need.is_there()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = sorted({need.package for need in missing})
        print(f"· apt-get install {' '.join(packages)} …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        for command in (["apt-get", "update", "-q"], install):
            subprocess.run(command, env=environment, capture_output=True, check=False)
        missing = [need for need in missing if not need.is_there()]
    return [
        f"Thiếu / missing: {need.what} ({need.purpose}) → apt-get install {need.package}"
        + ("; hoặc / or CHROMIUM=path" if need.what == "chromium" else "")
        for need in missing
    ]
