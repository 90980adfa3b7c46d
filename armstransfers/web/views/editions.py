"""The view Editions."""

from armstransfers.web.editions import show

show()
