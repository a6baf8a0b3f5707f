"""Who asks: bearer tokens verified, and issued for development."""
