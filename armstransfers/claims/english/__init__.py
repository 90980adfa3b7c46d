"""English sentences about arms transfers, read into the parts of a claim."""
