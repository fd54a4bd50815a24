"""The files that a reader takes away: made when they are wanted, and where one cannot be, a sentence that says why.

Streamlit makes a file when its button is pressed, and what comes of it where that fails is nothing to read: "Failed to
generate file for download", and a traceback in the log. It makes them in the threads that all of the server has for
everything, which a few that wait for their turn would take. So its way of answering is replaced here.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.base.origin import origin
from geo.export.picture import queue, studio
from geo.export.picture.studio import PictureError

_FAILED = "The file could not be made. Try again; if it fails again, please report it at the foot of this page."
_OLD = "The page has changed since this button was drawn. Reload the page, then press it again."
#: Those who wait for pictures, and as many more as make other files at the same time.
_threads = ThreadPoolExecutor(queue.MAX_WAITING + 8, thread_name_prefix="file")


def download(title: str, write: Callable[[], bytes], name: str, media_type: str, *, key: str) -> None:
    """A button that has a file written and saves it."""
    context = get_script_run_ctx()
    session = context.session_id if context else ""
    # Streamlit tells no address where a visitor is on the same machine, as of `app.py` at home: each session counts.
    address = origin(st.context.ip_address or "") or session

    def written() -> bytes:
        with studio.wanted_by(address):
            return write()

    st.download_button(title, written, name, media_type, key=key, on_click="ignore")


async def _handle(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    """The address of the file, or the sentence that the reader gets instead."""
    response = BackendOperationResponse(request_id=request.request_id)
    make = self._get_media_file_mgr().execute_deferred
    try:
        url = await asyncio.get_running_loop().run_in_executor(_threads, make, request.deferred_file.file_id)
    except MediaFileStorageError as error:
        response.error_msg = sentence(error)
    else:
        response.deferred_file.url = url
    return response


def sentence(error: MediaFileStorageError) -> str:
    """Why there is no file, for the reader; the log has what is not among the things that may happen."""
    match error.__cause__:
        case PictureError() as known:
            return str(known)
        case None:
            return _OLD
        case unknown:
            logging.getLogger("dateline").error("a file failed: %r", unknown)
            return _FAILED


DeferredFileHandler.handle = _handle  # type: ignore[method-assign]
