"""The view Method."""

from armstransfers.web.method import show

show()
