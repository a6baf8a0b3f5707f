"""KSBS: the record of a school support programme, viewable as of any day."""
