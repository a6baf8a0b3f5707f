"""The action plan: goals, visible signs, interventions, support, and its versions."""
