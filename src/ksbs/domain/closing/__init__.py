"""Change and closing: pause, extension, the end of a programme and a year after."""
