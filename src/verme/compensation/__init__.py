"""What mentors are paid and what small costs are refunded: an append-only ledger and its batches."""
