"""Problem details (RFC 9457): what can go wrong, and how it is told."""
