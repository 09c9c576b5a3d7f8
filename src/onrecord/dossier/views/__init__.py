"""One section of the page a file: values from the ledger, ready to be printed by the template of the same name."""
