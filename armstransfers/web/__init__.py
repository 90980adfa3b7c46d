"""The web app, on Streamlit."""
