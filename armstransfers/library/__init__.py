"""Releases on this computer: the store, the choice among them, engines for large data."""
