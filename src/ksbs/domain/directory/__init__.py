"""Persons by opaque id, and the roles they assume and end; names live elsewhere."""
