"""The view Check a claim."""

from armstransfers.web.check import show

show()
