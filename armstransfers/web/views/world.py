"""The view World."""

from armstransfers.web.world import show

show()
