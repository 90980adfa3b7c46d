"""The view Suppliers: who supplies a recipient."""

from armstransfers.web.partners import show

show("recipient", path="suppliers")
