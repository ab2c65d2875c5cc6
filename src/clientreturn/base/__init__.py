"""What was learnt from all clients as of a day."""
