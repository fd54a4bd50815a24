"""The ground: dates, colours, faults, escaped HTML, memory and files; nothing in it knows what a story is.

Imports nothing of ours. Main names: `faults.Fault` and `RefusedError`, `edtf.When`, `markup.Markup`, `colours`,
`memory_budget.MemoryBudget`, `checkpoint.checkpoint`.
"""
