"""When is something due, and when not? One small guarded function per rule; ``sieve`` holds their table."""
