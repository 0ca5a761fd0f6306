-- By themselves, since a new value cannot be used in the transaction that adds it.
ALTER TYPE "ledger_account_kind" ADD VALUE IF NOT EXISTS 'payouts_in_transit';
ALTER TYPE "ledger_account_kind" ADD VALUE IF NOT EXISTS 'reserve_payable';
ALTER TYPE "transfer_status" ADD VALUE IF NOT EXISTS 'sending';
ALTER TYPE "transfer_status" ADD VALUE IF NOT EXISTS 'batched';
ALTER TYPE "transfer_status" ADD VALUE IF NOT EXISTS 'in_transit';
ALTER TYPE "transfer_status" ADD VALUE IF NOT EXISTS 'netted';
