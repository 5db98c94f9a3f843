"""Where articles come from: text, files, standard input and the web. Every way ends in a `Document`."""
