"""The one door through which every answer to a check-in comes: by text, on the web, by phone or on paper."""
