"""Points for what people gave: the rules, the ledger of what they counted, and the boards made of it."""
