"""Follow-up: meetings, observed signs, measured indicators, assessed goals."""
