"""A mentor's offer as pages ask for it and show it, whoever fills it in: the mentor or the coordinator."""
