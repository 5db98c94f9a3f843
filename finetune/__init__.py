"""From a corpus to a checkpoint: prepare, tokenise, pretrain, train, evaluate, export."""
