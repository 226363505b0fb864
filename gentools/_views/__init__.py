"""How snapshots, transcripts and recordings look: as plain text, in colour, in HTML."""
