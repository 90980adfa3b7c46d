"""The view Pair."""

from armstransfers.web.pair import show

show()
