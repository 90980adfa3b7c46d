"""Start the explorer: ``python app.py``, or ``streamlit run app.py``."""

import streamlit as st

from armstransfers.web.server import MAIN, lifespan, middleware, routes
from armstransfers.web.settings import SETTINGS

# Streamlit finds the app by reading this file, so it must be made here
app = st.App(MAIN, lifespan=lifespan, routes=routes, middleware=middleware)

if __name__ == "__main__":
    app.run(config=SETTINGS)
