"""Training of the tagger (source, cue, content, names). Imports onrecord's tokens and labels, never the reverse."""
