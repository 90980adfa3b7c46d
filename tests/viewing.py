"""A viewer without a browser, who sends whatever messages they like."""

from __future__ import annotations

import http.client
import socket
import time
import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

ENDED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}


class Viewer:
    """One connection to the explorer, by Streamlit's own messages.

    `address` is where the server listens; `host` and `origin` are what the viewer says of it.
    `session` is the id of a session to go on with.
    """

    def __init__(
        self,
        address: str,
        *,
        host: str | None = None,
        origin: str | None = None,
        headers: dict[str, str] | None = None,
        session: str = "",
    ) -> None:
        self.server = urlsplit(address)
        self.host = host or self.server.netloc
        self.url = f"http://{self.host}/"
        self.states: dict[str, WidgetState] = {}
        self.elements: list[Any] = []
        self.session = ""
        self.connecting = connect(
            f"ws://{self.host}/_stcore/stream",
            sock=socket.create_connection((self.server.hostname, self.server.port)),
            origin=origin,
            additional_headers=headers,
            subprotocols=["streamlit", "no-token", session] if session else ["streamlit"],
            proxy=None,
            max_size=None,
            open_timeout=30,
        )

    def __enter__(self) -> Viewer:
        self.socket = self.connecting.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.connecting.__exit__(*error)

    def rerun(self, path: str = "", query: str = "", states: Iterable[WidgetState] = ()) -> BackMsg:
        """The message that asks for a page, with the fields that a browser sends."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.query_string = path, query
        asked.context_info.url = self.url
        asked.widget_states.widgets.extend([*self.states.values(), *states])
        return message

    def open(self, path: str = "", query: str = "", states: Iterable[WidgetState] = ()) -> Viewer:
        """Ask for a page and wait until it is drawn."""
        return self.send(self.rerun(path, query, states))

    def send(self, message: BackMsg | bytes, patience: float = 60) -> Viewer:
        """Send a message, and wait until a page is drawn."""
        raw = message if isinstance(message, bytes) else message.SerializeToString()
        self.socket.send(raw)
        self.elements = []
        deadline = time.monotonic() + patience
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self.socket.recv(timeout=max(deadline - time.monotonic(), 0)))
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.session = answer.new_session.initialize.session_id or self.session
            elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self.elements.append(answer.delta.new_element)
            elif kind == "script_finished" and answer.script_finished in ENDED:
                return self

    def found(self, kind: str) -> list[Any]:
        """The elements of a kind on the page."""
        return [getattr(one, kind) for one in self.elements if one.WhichOneof("type") == kind]

    def labels(self) -> list[str]:
        """The labels of the buttons on the page."""
        return [button.label for button in self.found("button")]

    def says(self) -> str:
        """The words of the page."""
        kinds = ("alert", "html", "markdown", "heading", "exception")
        found = [one for kind in kinds for one in self.found(kind)]
        return "\n".join(one.message if "message" in dir(one) else one.body for one in found)

    def press(self, widget: str, path: str = "") -> Viewer:
        """Press a button, be it on the page or not."""
        return self.open(path, states=[WidgetState(id=widget, trigger_value=True)])

    def button(self, label: str) -> str:
        """The id of a button on the page."""
        return next(one.id for one in self.found("button") if one.label == label)

    def bring(self, name: str, content: bytes) -> Viewer:
        """Upload a file on the view Your data and have it read."""
        self.open("data")
        uploader = self.found("file_uploader")[0].id
        message = BackMsg()
        asked = message.file_urls_request
        asked.request_id, asked.session_id = uuid.uuid4().hex, self.session
        asked.file_names.append(name)
        self.socket.send(message.SerializeToString())
        answer = ForwardMsg()
        while answer.WhichOneof("type") != "file_urls_response":
            answer.ParseFromString(self.socket.recv(timeout=30))
        urls = answer.file_urls_response.file_urls[0]
        assert self.put(urls.upload_url, name, content) == 204
        state = WidgetState(id=uploader)
        state.file_uploader_state_value.uploaded_file_info.add(
            file_id=urls.file_id, name=name, size=len(content), file_urls=urls
        )
        self.states[uploader] = state
        self.press(self.button("Read the files"), "data")
        return self.open("data")

    def put(self, address: str, name: str, content: bytes) -> int:
        """Send a file, as a form does."""
        _, headers, _ = self.get("/_stcore/health")
        token = headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        form = uuid.uuid4().hex
        body = (
            f"--{form}\r\nContent-Disposition: form-data; name=file; filename={name}\r\n"
            f"Content-Type: text/csv\r\n\r\n".encode()
            + content
            + f"\r\n--{form}--\r\n".encode()
        )
        status, _, _ = self.get(
            f"/{address.lstrip('/')}",
            "PUT",
            body,
            **{
                "Content-Type": f"multipart/form-data; boundary={form}",
                "Cookie": f"_streamlit_xsrf={token}",
                "X-Xsrftoken": token,
            },
        )
        return status

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
        """Ask for a path; return status, headers and content."""
        return asked(self.server.geturl(), path, method, body, **{"Host": self.host, **headers})


def asked(address: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    """Ask a server for a path; return status, headers and content."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
