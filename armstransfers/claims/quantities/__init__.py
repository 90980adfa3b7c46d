"""Quantities in a text: numbers, amounts, ranks and windows, whatever they are stated of."""
