"""Why a file that was handed in is not taken: one value with its sentence in Vietnamese and English."""

from enum import StrEnum


class Unfit(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_HEAVY = "too heavy"
    UNKNOWN = "unknown kind"
    MARKED = "state-secret mark"
    # newsletters
    NOT_MAIL = "not a mail"
    TOO_MANY_PARTS = "too many parts"
    NO_WORDS = "no words"
    STRANGE_FILES = "strange files"
    # documents and scans
    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_MANY_PAGES = "too many pages"
    SCRIPT = "script inside"
    FILES = "files inside"
    TOO_MANY_DOTS = "too many dots"
    INTERLACED = "interlaced"
    # lists of sources
    NOT_OPML = "not OPML"
    ENTITIES = "entities"
    TOO_MANY_SOURCES = "too many sources"

    @property
    def vietnamese(self) -> str:
        """The sentence in Vietnamese."""
        return SENTENCES[self][0]

    @property
    def english(self) -> str:
        """The sentence in English."""
        return SENTENCES[self][1]

    @property
    def in_both(self) -> str:
        """The sentence as a terminal shows it."""
        return f"{self.vietnamese} / {self.english}"


# What is wrong and how to mend it.
SENTENCES: dict[Unfit, tuple[str, str]] = {
    Unfit.EMPTY: ("Tệp trống; hãy chọn tệp khác.", "The file is empty; choose another one."),
    Unfit.TOO_LARGE: (
        "Tệp lớn hơn mức cho phép (32 MiB); hãy giảm dung lượng hoặc tách tệp.",
        "The file is larger than allowed (32 MiB); make it smaller or split it.",
    ),
    Unfit.TOO_HEAVY: (
        "Đọc tệp tốn quá nhiều thời gian hoặc bộ nhớ; hãy lưu lại hoặc tách tệp.",
        "Reading the file takes too long or too much memory; save it anew or split it.",
    ),
    Unfit.UNKNOWN: (
        "Tệp không phải PDF, PNG hay JPEG, dù tên tệp ghi thế nào; hãy lưu lại theo một trong các dạng này.",
        "The file is no PDF, PNG or JPEG, whatever its name says; save it as one of these.",
    ),
    Unfit.MARKED: (
        "Mang dấu chỉ độ mật của nhà nước nên không lưu; chỉ ghi lại mã SHA-256, thời điểm và quy tắc.",
        "It bears a state-secret mark and is not stored; only its SHA-256, the time and the rule are kept.",
    ),
    Unfit.NOT_MAIL: (
        "Tệp không phải thư điện tử; hãy lưu bản tin từ chương trình thư thành tệp .eml.",
        "The file is no mail; save the newsletter from the mail program as .eml.",
    ),
    Unfit.TOO_MANY_PARTS: (
        "Thư có quá nhiều phần; hãy chỉ lưu phần văn bản.",
        "The mail has too many parts; save its text alone.",
    ),
    Unfit.NO_WORDS: (
        "Thư không có tiêu đề hoặc không có chữ đọc được; hãy nhập tay.",
        "The mail has no subject or no text that can be read; enter it by hand.",
    ),
    Unfit.STRANGE_FILES: (
        "Thư kèm tệp không thể xem xét dấu mật (Word, Excel, tệp nén…); hãy lưu thư không kèm tệp đó.",
        "The mail carries files that cannot be looked through (Word, Excel, archives); save it without.",
    ),
    Unfit.DAMAGED: (
        "Tệp hỏng, không mở được; hãy lưu hoặc quét lại.",
        "The file is damaged and cannot be opened; save or scan it anew.",
    ),
    Unfit.LOCKED: (
        "PDF đòi mật khẩu; hãy lưu một bản không có mật khẩu.",
        "The PDF asks for a password; save a copy without one.",
    ),
    Unfit.TOO_MANY_PAGES: (
        "PDF có hơn 200 trang; hãy chỉ giữ những trang có bài.",
        "The PDF has more than 200 pages; keep only those with the article.",
    ),
    Unfit.SCRIPT: (
        "PDF chứa mã lệnh hoặc hành động tự chạy; hãy in ra một PDF mới rồi nộp bản đó.",
        "The PDF carries scripts or actions; print it to a new PDF and take that.",
    ),
    Unfit.FILES: (
        "PDF chứa tệp khác bên trong; hãy in ra một PDF mới rồi nộp bản đó.",
        "The PDF carries other files inside; print it to a new PDF and take that.",
    ),
    Unfit.TOO_MANY_DOTS: (
        "Ảnh lớn hơn 50 triệu điểm; hãy quét ở 300 dpi trở xuống.",
        "The picture is larger than 50 million dots; scan it at 300 dpi or less.",
    ),
    Unfit.INTERLACED: (
        "PNG lưu kiểu đan xen; hãy lưu lại không đan xen, hoặc thành JPEG.",
        "The PNG is interlaced; save it without interlacing, or as JPEG.",
    ),
    Unfit.NOT_OPML: (
        "Tệp không phải danh sách OPML; hãy xuất lại từ chương trình đọc tin.",
        "The file is no OPML list; export it anew from the reader.",
    ),
    Unfit.ENTITIES: (
        "Danh sách khai báo thực thể XML, điều không chương trình đọc tin nào làm; hãy xuất lại.",
        "The list declares XML entities, which no reader's export does; export it anew.",
    ),
    Unfit.TOO_MANY_SOURCES: (
        "Danh sách có hơn 20.000 mục; hãy tách ra.",
        "The list holds more than 20,000 entries; split it.",
    ),
}
