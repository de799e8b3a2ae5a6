"""The command line: the same verbs as the window, as text or JSON, without Qt."""
