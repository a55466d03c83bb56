"""Which pages has the intake? Deliveries, their layouts, signals that wait, and partners."""
