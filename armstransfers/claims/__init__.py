"""Claims about shares, ranks and changes: read, judged part by part, and put right.

`Claim` is the form and `read_claim` the sentence; `check` judges either.
"""

from armstransfers.claims.check import Verdict, Verdicts, check
from armstransfers.claims.claim import Claim
from armstransfers.claims.part import Part
from armstransfers.claims.reading import Reading
from armstransfers.claims.sentence import read_claim

__all__ = ["Claim", "Part", "Reading", "Verdict", "Verdicts", "check", "read_claim"]
