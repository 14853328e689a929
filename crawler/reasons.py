"""Why an address is not asked, or gave no answer: one value with its sentence in Vietnamese and English."""

from dataclasses import dataclass
from enum import StrEnum


class Obstacle(StrEnum):
    """What stands between us and an answer."""

    BAD_ADDRESS = "bad address"
    BAD_SCHEME = "bad scheme"
    BAD_PORT = "bad port"
    BLOCKED = "blocked address"
    UNKNOWN_HOST = "unknown host"
    UNREACHABLE = "unreachable"
    BAD_CERTIFICATE = "bad certificate"
    TOO_SLOW = "too slow"
    TOO_LARGE = "too large"
    TOO_MANY_HOPS = "too many redirects"
    BROKEN = "broken answer"


# What is wrong and how to mend it; the place of the fault stands before.
SENTENCES: dict[Obstacle, tuple[str, str]] = {
    Obstacle.BAD_ADDRESS: (
        "không phải địa chỉ trang web hợp lệ; hãy chép lại địa chỉ từ trình duyệt",
        "not a proper web address; copy it from the browser again",
    ),
    Obstacle.BAD_SCHEME: (
        "chỉ nhận địa chỉ bắt đầu bằng http:// hoặc https://",
        "only addresses that begin with http:// or https:// are taken",
    ),
    Obstacle.BAD_PORT: (
        "cổng này không dành cho trang web; hãy dùng địa chỉ không ghi cổng",
        "this port is not for web pages; use the address without a port",
    ),
    Obstacle.BLOCKED: (
        "địa chỉ thuộc mạng nội bộ hoặc không công khai; chỉ thu thập từ trang báo công khai",
        "the address lies in an inner network or is not public; only public outlets are collected",
    ),
    Obstacle.UNKNOWN_HOST: (
        "không tìm thấy tên miền; hãy kiểm tra chính tả",
        "there is no such host; check its spelling",
    ),
    Obstacle.UNREACHABLE: (
        "không kết nối được tới máy chủ; hãy thử lại sau",
        "the server cannot be reached; try again later",
    ),
    Obstacle.BAD_CERTIFICATE: (
        "chứng chỉ của trang không hợp lệ; hãy báo cho toà soạn",
        "the site's certificate is not valid; tell the outlet",
    ),
    Obstacle.TOO_SLOW: (
        "trang trả lời quá chậm; hãy thử lại sau",
        "the answer takes too long; try again later",
    ),
    Obstacle.TOO_LARGE: (
        "nội dung lớn hơn mức cho phép; hãy dùng địa chỉ khác của bài",
        "the answer is larger than allowed; use another address of the article",
    ),
    Obstacle.TOO_MANY_HOPS: (
        "trang chuyển hướng quá nhiều lần; hãy dùng địa chỉ cuối cùng",
        "the page redirects too often; use the address where it ends",
    ),
    Obstacle.BROKEN: (
        "máy chủ trả lời sai quy cách; hãy báo cho toà soạn",
        "the server's answer is broken; tell the outlet",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """An obstacle, what it is about, and what a technician wants to know of it."""

    obstacle: Obstacle
    about: str
    detail: str = ""

    @property
    def vietnamese(self) -> str:
        """The sentence in Vietnamese."""
        return f"{self.about}: {SENTENCES[self.obstacle][0]}"

    @property
    def english(self) -> str:
        """The sentence in English."""
        return f"{self.about}: {SENTENCES[self.obstacle][1]}"

    def __str__(self) -> str:
        return f"{self.vietnamese}. / {self.english}."


class NotAsked(Exception):
    """An address that is not dialled, or gave no answer that can be kept."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason
