"""The language of KSBS: events, rules and commands, pure and without a clock."""
