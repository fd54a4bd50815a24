"""What a visitor has the server work at, in turns: the runs of the page's script, and the files that they ask for.

Streamlit offers no place for this, so its sessions are given a runner and a maker of files that know of turns.
"""

from collections.abc import Callable

import anyio
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, StopException

from geo.base.origin import origin
from geo.page import downloads
from geo.serving.run_limiter import RunLimiter, Visitor

#: Bytes: a link or a message of more brings a story, an article or a file that takes long.
_MUCH = 20_000
#: What nobody is there to read.
_LEFT = "You have left."


def take_turns(turns: RunLimiter) -> None:
    """Have all sessions of this process take turns."""

    class Runner(ScriptRunner):
        """Runs the page's script when it is its turn."""

        def _run_script(self, rerun_data: RerunData) -> None:
            try:
                with turns.run(_visitor(self._session_id), is_dear=_bytes(rerun_data) > _MUCH):
                    super()._run_script(rerun_data)
            except StopException:  # before it began
                pass

    class Files(DeferredFileHandler):
        """Makes the files of one session, one after the other, each when it is its turn."""

        def __init__(self, get_media_file_mgr: Callable[[], MediaFileManager]) -> None:
            super().__init__(get_media_file_mgr)
            self._one_at_a_time = anyio.CapacityLimiter(1)

        async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
            answer = BackendOperationResponse(request_id=request.request_id)

            def made() -> str:
                with turns.run(_visitor(session_id)):
                    return self._get_media_file_mgr().execute_deferred(request.deferred_file.file_id)

            try:
                url = await anyio.to_thread.run_sync(made, limiter=self._one_at_a_time)
            except StopException:
                answer.error_msg = _LEFT
            except MediaFileStorageError as error:
                answer.error_msg = downloads.sentence(error)
            else:
                answer.deferred_file.CopyFrom(DeferredFileResponsePayload(url=url))
            return answer

    app_session.ScriptRunner = Runner  # type: ignore[attr-defined]
    app_session.DeferredFileHandler = Files  # type: ignore[attr-defined]


def _bytes(asked: RerunData) -> int:
    return len(asked.query_string) + (asked.widget_states.ByteSize() if asked.widget_states else 0)


def _visitor(session: str) -> Visitor:
    client = runtime.get_instance().get_client(session)
    context = client.client_context if client else None
    return Visitor(session, origin(context.remote_ip or "" if context else ""), lambda: _has_left(session))


def _has_left(session: str) -> bool:
    return runtime.get_instance().get_client(session) is None
