"""What the player shows: a recording, the steps of each level, and a sentence for each."""
