"""The sections of the page. With `app.py` these are the only modules that know Streamlit."""
