from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from web import uploads
from web.uploads import InMemory, bytes_of, held_in_memory


def handler() -> InMemory:
    taking = InMemory()
    taking.new_file("file", "tin.pdf", "application/pdf", None)
    return taking


def sent(taking: InMemory, *pieces: bytes) -> "UploadedFile[bytes]":
    at = 0
    for piece in pieces:
        taking.receive_data_chunk(piece, at)
        at += len(piece)
    return taking.file_complete(at)


def test_what_is_sent_is_held_whole() -> None:
    file = sent(handler(), b"%PDF", b"-1.7")
    assert (bytes_of(file), file.size, file.name) == (b"%PDF-1.7", 8, "tin.pdf")


def test_of_too_much_only_one_byte_too_many_is_held() -> None:
    most = uploads.MOST_BYTES
    file = sent(handler(), b"x" * most, b"y" * 100, b"z" * 100)
    assert (file.size, len(bytes_of(file) or b"")) == (most + 1, most + 1)


def test_a_second_file_does_not_grow_on_the_first() -> None:
    taking = handler()
    first = sent(taking, b"mot")
    taking.new_file("file", "hai.pdf", "application/pdf", None)
    assert (bytes_of(first), bytes_of(sent(taking, b"hai"))) == (b"mot", b"hai")


def test_nothing_sent_is_nothing() -> None:
    assert bytes_of(None) is None


@held_in_memory
def taken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(type(request.upload_handlers[0]).__name__)


def test_a_page_that_takes_files_holds_them_in_memory(rf: RequestFactory) -> None:
    answer = taken(rf.get("/"))
    assert isinstance(answer, HttpResponse)
    assert answer.content == b"InMemory"


def test_a_page_that_takes_files_is_guarded_as_any_other(rf: RequestFactory) -> None:
    assert taken(rf.post("/")).status_code == 403
