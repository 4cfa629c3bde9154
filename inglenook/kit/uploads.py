"""Files too large for any field: read past, neither kept in memory nor on disk."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers


class LetLargePass(FileUploadHandler):
    """Comes before the handlers that keep files. Those of a request past `MOST_UPLOAD` arrive empty, with its size.

    So the field says that the file is too large, in its own words, and nothing else typed on the page is lost.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.announced = content_length

    @property
    def is_too_large(self) -> bool:
        return self.announced > settings.MOST_UPLOAD

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data, start):
        return None if self.is_too_large else raw_data  # None: the handlers after this one are not given it

    def file_complete(self, file_size):
        passed = (BytesIO(), self.file_name, self.content_type, self.announced)
        return UploadedFile(*passed) if self.is_too_large else None
