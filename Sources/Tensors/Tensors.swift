// Tensors: first content to come.
