"""From the text of a `.pol` file to its tree: characters → tokens → tree, with every mistake reported."""
