"""The service: an HTTP API for aggregators, on the same desk as the page."""
