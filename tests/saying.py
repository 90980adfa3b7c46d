"""Messages as pages send them, and others."""

from __future__ import annotations

from streamlit.proto.BackMsg_pb2 import BackMsg


def rerun(query="", press="", value=None, **fields):
    """A page's message: its controls' values, and perhaps the button that was pressed."""
    message = BackMsg()
    message.rerun_script.query_string = query
    for name, said in fields.items():
        setattr(message.rerun_script, name, said)
    states = message.rerun_script.widget_states.widgets
    if value is not None:
        states.add(id="slider", int_value=value)
    if press:
        states.add(id=press, trigger_value=True)
    return message.SerializeToString()


def message(**fields):
    return BackMsg(**fields).SerializeToString()


def operation(name):
    sent = BackMsg()
    sent.backend_operation_request.request_id = "1"
    getattr(sent.backend_operation_request, name).SetInParent()
    return sent.SerializeToString()
