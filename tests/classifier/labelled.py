"""Eighty labelled reports for a small training: twenty patterns, each for four provinces."""

import gzip
import json
import unicodedata
from pathlib import Path
from typing import Literal

from classifier.training_rows import Row

PROVINCES = ("Tây Ninh", "Gia Lai", "Điện Biên", "Ninh Bình")
# Topic, whether the report is about the province, its tone, headline, summary.
PATTERNS = (
    ("agriculture", 1, 1, "{p} được mùa lúa", "Nông dân {p} thu hoạch lúa, năng suất cao nhất năm năm."),
    ("agriculture", 1, -1, "Lúa chết ở {p}", "Hạn hán làm lúa của nông dân {p} cháy khô, thiệt hại nặng."),
    ("agriculture", 1, 0, "{p} xuống giống lúa", "Nông dân {p} gieo sạ vụ mới theo lịch của sở."),
    ("agriculture", 1, 1, "Cà phê {p} được giá", "Hợp tác xã ở {p} bán cà phê sạch, nông dân thu lãi cao."),
    ("agriculture", 0, 0, "Phân bón cho lúa", "Công ty {p} giới thiệu loại phân bón mới cho nông dân."),
    ("public_order", 1, -1, "Bắt nhóm trộm xe", "Công an {p} bắt giữ năm nghi phạm trộm xe máy."),
    ("public_order", 1, -1, "Tai nạn trên đèo", "Hai xe khách va chạm ở {p}, ba người bị thương."),
    ("public_order", 1, -1, "Cháy chợ đêm {p}", "Lửa cháy lan 12 sạp hàng ở {p}, công an điều tra."),
    ("public_order", 1, 1, "Trả lại ví tiền", "Công an {p} trả lại ví tiền cho khách, được khen thưởng."),
    ("public_order", 0, 0, "Xét xử bị cáo", "Bị cáo quê {p} lãnh án tù vì trộm xe ở Đà Nẵng."),
    ("culture_tourism", 1, 1, "{p} hút khách", "Lễ hội ở {p} thu hút du khách, di sản được vinh danh."),
    (
        "culture_tourism",
        1,
        1,
        "Bảo tàng {p} mở cửa",
        "Du khách đến {p} xem di sản, vé miễn phí, ai cũng khen.",
    ),
    (
        "culture_tourism",
        1,
        0,
        "Lịch lễ hội",
        "Lễ hội làng ở {p} diễn ra ba ngày, du khách gửi xe ở sân đình.",
    ),
    ("culture_tourism", 1, -1, "Tháp cổ xuống cấp", "Di sản ở {p} xuống cấp, du khách lo ngại, chưa tu bổ."),
    ("culture_tourism", 0, 0, "Quán ngon phố cổ", "Quán {p} ở Hà Nội bán món lạ cho du khách."),
    ("sport_entertainment", 0, 0, "Đội bóng thắng trận", "CLB {p} thắng trận, cầu thủ ghi hai bàn."),
    ("sport_entertainment", 0, 0, "Cầu thủ chia tay", "Cầu thủ rời đội {p} sau trận đấu cuối mùa."),
    ("sport_entertainment", 0, 0, "Ca sĩ ra đĩa", "Ca sĩ {p} ra đĩa nhạc, hát ở sân vận động."),
    ("sport_entertainment", 1, 1, "Giải chạy {p}", "Giải chạy ở {p} đạt kỷ lục người dự, trao giải nhất."),
    ("sport_entertainment", 1, 0, "{p} mở giải bơi", "Giải bơi trẻ của {p} khai cuộc, mười đội dự."),
)


def rows() -> list[Row]:
    """The reports, a day after another, in an order that no sorting left."""
    told: list[Row] = []
    for at, (topic, about, tone, title, summary) in enumerate(PATTERNS):
        for turn, province in enumerate(PROVINCES):
            day = (7 * at + 13 * turn) % 28 + 1
            told.append(
                {
                    "province": province,
                    "title": title.format(p=province),
                    "summary": summary.format(p=province),
                    "published": f"2026-{turn + 3:02}-{day:02}",
                    "about": about,
                    "topic": topic,
                    "topics_any": [topic],
                    "tone": tone,
                }
            )
    return told


def written(path: Path, form: Literal["NFC", "NFD"] = "NFC") -> Path:
    """The reports as the file that is trained from."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for row in rows():
            out.write(unicodedata.normalize(form, json.dumps(row, ensure_ascii=False)) + "\n")
    return path
