-- AlterTable
ALTER TABLE "transfer" ADD COLUMN     "charge_spent" BOOLEAN NOT NULL DEFAULT false;

UPDATE "transfer" SET charge_spent = true WHERE failure_code = 'transfer_source_balance_parameters_mismatch';
UPDATE "transfer" SET hold = 'money_settling', next_try_at = NULL WHERE status = 'failed' AND failure_code = 'balance_insufficient';
