"""The view Published figures."""

from armstransfers.web.published import show

show()
