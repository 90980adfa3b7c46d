"""The view Recipients: whom a supplier supplies."""

from armstransfers.web.partners import show

show("supplier", path="recipients")
