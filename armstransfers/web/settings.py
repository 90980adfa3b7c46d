"""The settings of the web app, the same however it is started.

``.streamlit/config.toml`` repeats them for ``streamlit run app.py``; a test holds the two
together.
"""

from __future__ import annotations

SETTINGS: dict[str, str | int | bool] = {
    "browser.gatherUsageStats": False,  # else the page calls a foreign host
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    # controls have a default, so that links can leave it out, and are set by Reset
    "global.disableWidgetStateDuplicationWarning": True,
    # what a browser has had before is not sent again: names to choose from, style, charts
    "global.minCachedMessageSize": 1000,
    "server.address": "127.0.0.1",  # else start-up asks the network for its own address
    "server.port": 8501,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 50,
    # what a viewer brought is forgotten within two minutes of leaving
    "server.disconnectedSessionTTL": 110,
    "logger.enableRich": False,  # the log is JSON, a line each
    "theme.baseRadius": "small",
    "theme.headingFontSizes": "1.6rem",
    "theme.light.primaryColor": "#0C5AB6",
    "theme.light.backgroundColor": "#FFFFFF",
    "theme.light.secondaryBackgroundColor": "#F0F2F6",
    "theme.light.textColor": "#1B1F27",
    "theme.dark.primaryColor": "#6FA8FF",
    "theme.dark.backgroundColor": "#0E1117",
    "theme.dark.secondaryBackgroundColor": "#262730",
    "theme.dark.textColor": "#F2F4F8",
}
