"""The view Your data: bring exports, see what was found in them, and what is at hand."""

from armstransfers.web.your_data import show

show()
