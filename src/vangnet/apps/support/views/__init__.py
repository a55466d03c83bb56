"""What each page of help answers."""
