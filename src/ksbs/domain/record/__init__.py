"""Record-keeping: corrections and annulments of what stands in the record."""
