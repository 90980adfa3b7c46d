"""Claims about shares, ranks and changes: read, judged part by part, and put right.

`Claim` is the form and `read_claim` the sentence; `check` judges either.
"""

from armstransfers.claims.check import Verdict, Verdicts, check
from armstransfers.claims.claim import Claim
from armstransfers.claims.english.sentence import read_claim
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.part import Part

__all__ = ["Claim", "Part", "Reading", "Verdict", "Verdicts", "check", "read_claim"]
