"""Many articles: readers, a pool of processes, one recorded outcome for each input in input order."""
