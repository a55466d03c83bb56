"""How does the list of a court or a bailiff become hearings in the dossiers?

A file is kept (``receiving``), its columns are guessed or pointed out (``layouts``), its rows are read (``reading``)
and looked up (``planning``): that is the dry run. Only then, and only where somebody said so, facts are recorded
(``taking``). What is not clear waits for somebody; what nobody knows stays on the list.
"""
