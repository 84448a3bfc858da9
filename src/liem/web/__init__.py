"""Settings, pages, components, static files. A thin shell."""
