"""A release, and the one arithmetic that adds it up."""
