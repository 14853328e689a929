"""Invented articles of a few events, as several outlets tell them."""

from datetime import UTC, datetime, timedelta

from classifier.stories import Item, item
from classifier.stories_vectors import UNDATED

NOW = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
Told = tuple[str, str]

FIRE: tuple[Told, ...] = (
    (
        "Cháy chợ đêm Cửa Trầm, 38 sạp hàng bị thiêu rụi",
        (
            "Khoảng 2 giờ sáng 5/10, lửa bùng lên ở dãy sạp vải của chợ đêm Cửa Trầm rồi lan sang khu"
            " đồ khô. Cảnh sát chữa cháy đưa bảy xe đến dập lửa trong ba giờ. 38 sạp hàng bị thiêu "
            "rụi, không có người bị thương. Trưởng ban quản lý chợ Lò Văn Sính cho biết nghi do chập "
            "điện ở sạp số 12."
        ),
    ),
    (
        "Tiểu thương chợ đêm Cửa Trầm trắng tay sau đám cháy",
        (
            "Nhiều tiểu thương chợ đêm Cửa Trầm mất sạch vốn liếng sau vụ cháy rạng sáng 5/10. 38 sạp"
            " vải và đồ khô chỉ còn tro. Ông Lò Văn Sính, trưởng ban quản lý chợ, nói sẽ bố trí chỗ "
            "bán tạm từ tuần sau."
        ),
    ),
    (
        "Nguyên nhân cháy chợ đêm Cửa Trầm: chập điện ở sạp số 12",
        (
            "Công an huyện kết luận vụ cháy chợ đêm Cửa Trầm làm 38 sạp hàng bị thiêu rụi là do chập "
            "điện tại sạp số 12. Ban quản lý chợ của ông Lò Văn Sính bị nhắc nhở vì đường dây cũ."
        ),
    ),
)
BRIDGE: tuple[Told, ...] = (
    (
        "Khởi công cầu Hòn Nghê dài 640 mét nối hai bờ vịnh",
        (
            "Sở Giao thông Lam Giang khởi công cầu Hòn Nghê dài 640 mét, vốn 410 tỷ đồng, nối bến Hòn"
            " Nghê với bờ đông. Nhà thầu hứa thông xe cuối năm 2028. Hai trăm hộ dân bờ đông sẽ không"
            " còn qua phà."
        ),
    ),
    (
        "Cầu Hòn Nghê 410 tỷ đồng: người dân bờ đông hết cảnh qua phà",
        (
            "Sau lễ khởi công cầu Hòn Nghê, hai trăm hộ dân bờ đông mừng vì sắp hết qua phà. Cầu dài "
            "640 mét do Sở Giao thông Lam Giang làm chủ đầu tư, dự kiến thông xe cuối năm 2028."
        ),
    ),
)
SCHOOL: tuple[Told, ...] = (
    (
        "Thư viện bản Xa mở cửa phòng đọc cho trẻ em",
        (
            "Cô thủ thư bản Xa kể buổi đầu đã có sáu mươi bạn nhỏ xếp hàng làm thẻ. Hơn ba nghìn đầu "
            "sách được quyên góp từ mùa hè, nhiều em đi bộ hai giờ để mượn truyện tranh."
        ),
    ),
)
GOLD: tuple[Told, ...] = tuple(
    (
        f"Giá vàng hôm nay {day}/10: {turn}",
        (
            f"Sáng nay {day}/10, giá vàng miếng tại Lam Giang niêm yết ở mức {buy} triệu đồng một "
            f"lượng mua vào và {sell} triệu đồng một lượng bán ra, thị trường giao dịch thận trọng."
        ),
    )
    for day, turn, buy, sell in ((4, "đi ngang", "82,1", "84,3"), (5, "tăng nhẹ", "82,9", "85,2"))
)
ENGLISH: Told = (
    "Fire destroys 38 stalls at Cua Tram night market",
    "A fire broke out at two in the morning at the Cua Tram night market and destroyed 38 stalls of cloth.",
)


def article(
    number: int,
    told: Told,
    *,
    hours: float = 0.0,
    lang: str = "vi",
    outlet: str = "",
    is_dated: bool = True,
) -> Item:
    at = NOW + timedelta(hours=hours) if is_dated else UNDATED
    return item(number, told[0], told[1], at, outlet, lang)
