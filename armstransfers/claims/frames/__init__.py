"""Frames of a claim: what a number may be read as, of whom and when, each with a score. No word of a language stands here."""
