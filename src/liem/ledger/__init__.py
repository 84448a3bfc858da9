"""A Merkle log (RFC 6962): encoding of a leaf, tree and proofs, and a verifier that imports no writer."""
