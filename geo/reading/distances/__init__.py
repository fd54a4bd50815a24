"""Distances that a text states: numbers, units, hedges and directions (`claims`), and between what (`ends`).

Imports nothing of `places` or `dates`.
"""
