"""What each diagnostic and each piece of advice means, with an example: the pages of codes, read and shown."""
