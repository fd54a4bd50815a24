"""The places that a text names: which words are names (`spans`), and which place each means (`choice`).

Main name: `mentions`. Why it was that one: `evidence`, `containment`, `choice`; how sure: `trust`.
"""
