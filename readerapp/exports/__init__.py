"""Papers → bytes. One file is one format."""
