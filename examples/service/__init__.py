"""A one-stop service that decides by policies over HTTP: an example of how the library is embedded."""
