"""What others publish beside the letters' PDFs.

`site` asks one site, politely; only it asks anything of the network. `letters`, `table_files`, `records` and
`boundaries` know what to ask, and what to make of the answers. `tables` reads the Ombudsman's yearly data tables.
"""
