"""Where stories come from: this deployment's files, a link, another server. Imports `view` and below.

Main names: `opened.asked`, `shelf.files`, `remote.read`, `last_good.LastGoodFile`.
"""
