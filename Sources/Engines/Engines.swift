// Engines: first content to come.
