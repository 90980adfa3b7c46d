"""The view The data: what is loaded, and how to load the whole database."""

from __future__ import annotations

import streamlit as st

from armstransfers import catalogue
from armstransfers.analysis.question import words

st.title("The data", anchor=False)
st.markdown(
    "The figures are from the SIPRI Arms Transfers Database, which counts deliveries of major "
    "conventional arms since 1950. What ships with this program is an extract, for SIPRI's terms "
    "allow less than 10 per cent of the database to be passed on. The whole is free to download."
)

st.subheader("At hand", anchor=False)
for release in catalogue.releases():
    years = f", {words(release.coverage.years)}" if release.coverage.years else ""
    holds = release.origin.extract or (
        f"the whole database{years}" if release.coverage.is_whole else f"a part of it{years}"
    )
    st.markdown(f"- **{release.describe_origin()}**: {holds}. Release `{release.id}`.")

st.subheader("Load the whole database", anchor=False)
st.markdown(
    """
1. Open [SIPRI's arms transfers database](https://www.sipri.org/databases/armstransfers) and choose the **trade register**.
2. Leave suppliers and recipients at *all*, and choose the years, such as 1990 to last year. A
   second file for 1950 to 1989 makes it complete.
3. Tick **deliveries by year**. The file then has a line for each year of a deal, and shares are
   exact. Download it as CSV, and leave the lines above the table in it.
4. Import the files on the computer that runs this program:
"""
)
st.code(
    "armstransfers import trade-register.csv trade-register-2.csv", language=None, wrap_lines=True
)
st.markdown(
    "The new release stands in the choice of editions when this page is opened again. Tables of "
    "import and export values, and TIV tables of SIPRI's old site, can be imported the same way."
)
