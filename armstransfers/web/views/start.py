"""The view Start: where the explorer opens."""

from armstransfers.web.start import show

show()
