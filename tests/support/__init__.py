"""What several tests share: servers to test against, and what a machine must have."""
