"""Feeds: polled with manners, their articles fetched, compared, condensed and kept. Needs the extra `feeds`."""
