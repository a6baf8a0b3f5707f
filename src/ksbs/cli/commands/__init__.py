"""The commands, one module each; a module holds its command as `command`."""
