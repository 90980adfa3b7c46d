"""A yardstick: the bare app, which makes its figure when it is asked for it the first time.

It adds up the shares with pandas, by hand, from a table in memory, and has Plotly build and check the
same figure as in `bare.py`. A figure that was asked for before is kept.
"""

import os
import pickle
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_resource
def drawn() -> tuple[dict[Any, dict[str, Any]], list[str]]:
    """Return the pieces of the figures by recipient, years and edition, and the names."""
    path = Path(os.environ["BENCH_FOLDER"]) / "figures.pickle"
    figures, names = pickle.loads(path.read_bytes())  # noqa: S301  # our own
    return {asked: figure.to_dict() for asked, figure in figures.items()}, names


@st.cache_resource
def rows() -> pd.DataFrame:
    """Return the transfers of the largest release in the store."""
    paths = Path(os.environ["ARMSTRANSFERS_HOME"]).rglob("transfers.parquet")
    table = pd.read_parquet(max(paths, key=lambda path: path.stat().st_size))
    return table.astype({"recipient": "category", "supplier": "category"})


@st.cache_resource(max_entries=500)
def figure(name: str, years: tuple[int, int], edition: str) -> tuple[go.Figure, pd.DataFrame]:
    """Return the figure, and the shares that it shows."""
    mine = rows()[rows()["recipient"] == name]
    yearly = mine.groupby(["year", "supplier"], observed=True)["value"].sum().unstack("supplier")
    yearly = yearly.reindex(range(1950, 2024)).fillna(0.0)
    trailing = yearly.rolling(5).sum()
    shares = 100 * trailing.div(trailing.sum(axis=1), axis=0)
    inside = yearly.loc[years[0] : years[1]].sum()
    largest = inside.sort_values(ascending=False).index[:6]
    shown = shares[largest].assign(Other=100 - shares[largest].sum(axis=1))
    pieces = drawn()[0]
    return go.Figure(pieces.get((name, years, edition)) or next(iter(pieces.values()))), shown


names = drawn()[1]
edition = st.sidebar.selectbox("Edition", list(dict.fromkeys(asked[2] for asked in drawn()[0])))
name = st.selectbox("Recipient", names, index=names.index("Azerbaijan"))
years = st.slider("Years", 1950, 2023, (2011, 2020))
st.title(f"Who supplies {name}?")
st.plotly_chart(figure(name, years, edition)[0], key="chart", config={"displayModeBar": False})
