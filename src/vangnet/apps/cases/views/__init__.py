"""Which pages show and move the work on cases? One module for each page."""
