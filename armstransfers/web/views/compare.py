"""The view Compare."""

from armstransfers.web.compare import show

show()
