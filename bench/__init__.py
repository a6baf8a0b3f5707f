"""Performance as ratios, each contestant measured in the same run."""
