"""A yardstick: an app as one writes it on a first afternoon, run by plain `streamlit run`.

On each run it reads the table, adds up with pandas and draws with Plotly Express.
"""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

rows = pd.read_parquet(next(Path(os.environ["ARMSTRANSFERS_HOME"]).rglob("transfers.parquet")))
names = sorted(rows["recipient"].astype(str).unique())
name = st.selectbox("Recipient", names, index=names.index("Azerbaijan"))
years = st.slider("Years", 1950, 2023, (2011, 2020))
mine = rows[rows["recipient"].astype(str) == name].astype({"supplier": "str"})
inside = mine[mine["year"].between(*years)]
sums = inside.groupby("supplier")["value"].sum().sort_values(ascending=False)
st.title(f"Who supplies {name}?")
st.dataframe((100 * sums / sums.sum()).rename("share").reset_index())
yearly = mine.groupby(["year", "supplier"], as_index=False)["value"].sum()
table = yearly.pivot_table(index="year", columns="supplier", values="value").fillna(0)
trailing = table.rolling(5).sum()
shares = 100 * trailing.div(trailing.sum(axis=1), axis=0)
st.plotly_chart(px.line(shares), key="lines")
st.plotly_chart(px.bar(yearly, x="year", y="value", color="supplier"), key="bars")
