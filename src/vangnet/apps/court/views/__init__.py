"""How are the pages of the court made? Views parse, do one act, and draw."""
