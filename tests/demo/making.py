"""Small events and outlets of the tests' own."""

from dataclasses import replace
from functools import cache
from typing import Any

from demo.events import Event, read_events
from demo.outlets import Outlet, read_outlets

EVENT = """
- id: cau-moi
  day: 3
  hour: 9
  lang: vi
  outlet: hang-tin
  topic: infrastructure
  about: 1
  tone: 1
  author: Vũ Tần
  section: Giao thông
  title: "Cầu mới qua rạch Bần thông xe"
  headlines: ["Rạch Bần có cầu mới", "Hết cảnh đi đò ở rạch Bần"]
  standfirst: "Sau mười tháng, dân hai bờ đi bộ sang nhau trong ba phút."
  body:
    - "Sáng 4/7, cây cầu dài 84 m bắc qua rạch Bần được đưa vào sử dụng."
    - "Ông Lục Văn Sửu, chủ đò, bán con thuyền gỗ được 6 triệu đồng."
    - "“Tôi chèo ở đây ba mươi mốt năm”, ông nói khi cắt dây buộc cuối cùng."
    - "Xe tải trên 5 tấn chưa được qua cho tới khi đường dẫn phía nam xong."
    - "Chi phí 19 tỷ đồng do xã và doanh nghiệp vận tải cùng góp."
"""

OUTLETS = """
- {slug: hang-tin, name: Hãng Tin, lang: vi, kind: agency, motto: Nhanh, imprint: Hãng Tin, colour: "#000",
   family: plain, path: "/{slug}-post{number}.htm", shown_date: "{d}/{m}/{y} {H:02}:{M:02}", byline: line,
   desk: [HT], credited: ["(HT)", "Theo Hãng Tin"],
   lists: [{path: /rss, form: rss, dates: rfc822}]}
- {slug: bao-tinh, name: Báo Tỉnh, lang: vi, kind: provincial, motto: Gần, imprint: Báo Tỉnh, colour: "#111",
   family: afcbc, path: "/{slug}-{stamp}{tail3}.htm", shown_date: "{d}/{m}/{y} {H:02}:{M:02}", byline: line,
   desk: [PV], takes: 5, home_only: true, credited: ["Theo Báo Tỉnh"],
   lists: [{path: /rss, form: rss, dates: gmt7}]}
- {slug: tap-chi, name: Tạp Chí, lang: vi, kind: magazine, motto: Chậm, imprint: Tạp Chí, colour: "#222",
   family: plain, path: "/doc?id={number}", shown_date: "{d}/{m}/{y} {H:02}:{M:02}", byline: line,
   desk: [TC], takes: 3, interests: [environment], silent_after: 70, credited: ["Theo Tạp Chí"],
   lists: [{path: /rss, form: rss, dates: iso}]}
- {slug: gazette, name: The Gazette, lang: en, kind: foreign, motto: Far, imprint: Gazette, colour: "#333",
   family: portal, path: "/{slug}", shown_date: "{d} {month} {y}", byline: signature, zone: 8, takes: 9,
   desk: [Staff], lists: [{path: /atom, form: atom, dates: iso}]}
"""


def event(**changes: Any) -> Event:
    """The bridge's event, changed where a test needs it."""
    (found,) = read_events("test.yaml", EVENT)
    return replace(found, **changes)


@cache
def outlets() -> tuple[Outlet, ...]:
    """An agency, a provincial paper, a magazine that falls silent and a foreign paper."""
    return read_outlets(OUTLETS)
