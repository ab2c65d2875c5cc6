"""A Tryton module: what clientreturn says of a party, and its plan as tasks that people tick off."""
