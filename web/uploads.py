"""Files sent by officers: held in memory, for nothing is written before it has been looked through."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Concatenate, ParamSpec

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

P = ParamSpec("P")
MOST_BYTES = 32 << 20


class InMemory(FileUploadHandler):
    """Holds what is sent, one byte more than is taken; the rest is let go."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece."""
        if start == 0:
            self.held = BytesIO()
        self.held.write(raw_data[: max(MOST_BYTES + 1 - start, 0)])

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The file, as far as it is held."""
        size = min(file_size, MOST_BYTES + 1)
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "", self.content_type or "", size, self.charset
        )


def held_in_memory(
    page: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let a page take files by memory alone; its form is guarded as any other."""
    guarded = csrf_protect(page)

    # Who takes the file must be known before the form is read, and the usual guard reads it first.
    @csrf_exempt
    @wraps(page)
    def received(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.upload_handlers = [InMemory(request)]
        return guarded(request, *args, **kwargs)

    return received


def bytes_of(file: "UploadedFile[bytes] | None") -> bytes | None:
    """A file's bytes; nothing where none was sent."""
    return None if file is None else file.read()
