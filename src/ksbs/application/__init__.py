"""What the programme can be asked to do and to show, free of HTTP and SQL."""
