"""A yardstick: an app of Streamlit with one Plotly chart, which lies ready in memory.

It has three controls of the explorer's view *Suppliers*, with the same choices. It reads and
computes nothing. What it takes is what Streamlit, Plotly and the browser take.
"""

import os
import pickle
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_resource
def figures() -> tuple[dict[tuple[str, tuple[int, int], str], go.Figure], list[str]]:
    """Return the figures by recipient, years and edition, and the names to choose from."""
    path = Path(os.environ["BENCH_FOLDER"]) / "figures.pickle"
    found: tuple[dict[tuple[str, tuple[int, int], str], go.Figure], list[str]]
    found = pickle.loads(path.read_bytes())  # noqa: S301  # our own
    return found


ready, names = figures()
editions = list(dict.fromkeys(edition for _, _, edition in ready))
edition = st.sidebar.selectbox("Edition", editions)
name = st.selectbox("Recipient", names, index=names.index("Azerbaijan"))
years = st.slider("Years", 1950, 2023, (2011, 2020))
st.title(f"Who supplies {name}?")
figure = ready.get((name, years, edition)) or next(iter(ready.values()))
st.plotly_chart(figure, key="chart", config={"displayModeBar": False})
