-- DropForeignKey
ALTER TABLE "dispute_file" DROP CONSTRAINT "dispute_file_dispute_id_seller_order_id_fkey";

-- DropIndex
DROP INDEX "dispute_file_dispute_id_seller_order_id_kind_key";

-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "due_return_id" UUID,
ADD COLUMN     "licence_due_id" UUID,
ALTER COLUMN "seller_order_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "licence_life" ADD COLUMN     "refunds" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "licence_proposal" ADD COLUMN     "refunds" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "licence_due_id" UUID,
ALTER COLUMN "payment_id" DROP NOT NULL,
ALTER COLUMN "seller_order_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "dispute_evidence" DROP CONSTRAINT "dispute_evidence_pkey",
ADD COLUMN     "id" UUID NOT NULL DEFAULT uuidv7(),
ADD COLUMN     "licence_due_id" UUID,
ALTER COLUMN "seller_order_id" DROP NOT NULL,
ADD CONSTRAINT "dispute_evidence_pkey" PRIMARY KEY ("id");

-- Files hang on the evidence itself from now on; those that are there already keep theirs.
ALTER TABLE "dispute_file" ADD COLUMN "evidence_id" UUID;
UPDATE "dispute_file" f SET evidence_id = e.id FROM "dispute_evidence" e WHERE e.dispute_id = f.dispute_id AND e.seller_order_id = f.seller_order_id;
ALTER TABLE "dispute_file" ALTER COLUMN "evidence_id" SET NOT NULL, DROP COLUMN "dispute_id", DROP COLUMN "seller_order_id";

-- AlterTable
ALTER TABLE "licence_due" ADD COLUMN     "dispute_id" UUID;

-- CreateTable
CREATE TABLE "due_return" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "due_id" UUID NOT NULL,
    "refund_id" UUID,
    "dispute_id" UUID,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "withholding_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "due_return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "due_return_share" (
    "return_id" UUID NOT NULL,
    "share_id" UUID NOT NULL,
    "share_minor" BIGINT NOT NULL,
    "withholding_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT NOT NULL,

    CONSTRAINT "due_return_share_pkey" PRIMARY KEY ("return_id","share_id")
);

-- CreateTable
CREATE TABLE "licence_consent" (
    "proposal_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "licence_consent_pkey" PRIMARY KEY ("proposal_id","enterprise_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "due_return_refund_id_key" ON "due_return"("refund_id");

-- CreateIndex
CREATE UNIQUE INDEX "due_return_dispute_id_key" ON "due_return"("dispute_id");

-- CreateIndex
CREATE INDEX "due_return_due_id_idx" ON "due_return"("due_id");

-- CreateIndex
CREATE INDEX "due_return_share_share_id_idx" ON "due_return_share"("share_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_file_evidence_id_kind_key" ON "dispute_file"("evidence_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_due_return_id_key" ON "invoice"("due_return_id");

-- CreateIndex
CREATE INDEX "invoice_licence_due_id_idx" ON "invoice"("licence_due_id");

-- CreateIndex
CREATE INDEX "refund_licence_due_id_idx" ON "refund"("licence_due_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_evidence_dispute_id_seller_order_id_key" ON "dispute_evidence"("dispute_id", "seller_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_evidence_dispute_id_licence_due_id_key" ON "dispute_evidence"("dispute_id", "licence_due_id");

-- CreateIndex
CREATE UNIQUE INDEX "licence_due_dispute_id_key" ON "licence_due"("dispute_id");

-- AddForeignKey
ALTER TABLE "dispute_file" ADD CONSTRAINT "dispute_file_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "dispute_evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_licence_due_id_fkey" FOREIGN KEY ("licence_due_id") REFERENCES "licence_due"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_due_return_id_fkey" FOREIGN KEY ("due_return_id") REFERENCES "due_return"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_return" ADD CONSTRAINT "due_return_due_id_fkey" FOREIGN KEY ("due_id") REFERENCES "licence_due"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_return" ADD CONSTRAINT "due_return_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_return" ADD CONSTRAINT "due_return_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_return_share" ADD CONSTRAINT "due_return_share_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "due_return"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_return_share" ADD CONSTRAINT "due_return_share_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "licence_share"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_consent" ADD CONSTRAINT "licence_consent_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "licence_proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_consent" ADD CONSTRAINT "licence_consent_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_licence_due_id_fkey" FOREIGN KEY ("licence_due_id") REFERENCES "licence_due"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_evidence" ADD CONSTRAINT "dispute_evidence_licence_due_id_fkey" FOREIGN KEY ("licence_due_id") REFERENCES "licence_due"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_due" ADD CONSTRAINT "licence_due_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- An invoice is of a seller order or of a licence's due; a credit note is of a refund of the one or of what went back of the other.
ALTER TABLE "invoice"
  DROP CONSTRAINT invoice_corrects,
  ADD CONSTRAINT invoice_of_one CHECK (num_nonnulls(seller_order_id, licence_due_id) = 1),
  ADD CONSTRAINT invoice_corrects CHECK ((kind = 'credit_note') = (corrects_id IS NOT NULL)
    AND num_nonnulls(refund_id, due_return_id) = (CASE kind WHEN 'credit_note' THEN 1 ELSE 0 END)
    AND (refund_id IS NULL OR seller_order_id IS NOT NULL) AND (due_return_id IS NULL OR licence_due_id IS NOT NULL));
CREATE UNIQUE INDEX invoice_once_of_due ON "invoice" (licence_due_id) WHERE kind = 'invoice';

ALTER TABLE "refund"
  ADD CONSTRAINT refund_of_one CHECK (num_nonnulls(seller_order_id, licence_due_id) = 1),
  ADD CONSTRAINT refund_by_payment CHECK (payment_id IS NOT NULL OR licence_due_id IS NOT NULL);
CREATE UNIQUE INDEX refund_of_due_at_stripe ON "refund" (stripe_id) WHERE licence_due_id IS NOT NULL;
ALTER TABLE "dispute_evidence" ADD CONSTRAINT dispute_evidence_of_one CHECK (num_nonnulls(seller_order_id, licence_due_id) = 1);

-- What went back of a due is for one reason, has parts that make sense, and stays as it was written; it may be undone once.
ALTER TABLE "due_return"
  ADD CONSTRAINT due_return_for_one CHECK (num_nonnulls(refund_id, dispute_id) = 1),
  ADD CONSTRAINT due_return_amounts CHECK (net_minor >= 0 AND tax_minor >= 0 AND commission_minor >= 0
    AND withholding_minor BETWEEN 0 AND net_minor AND net_minor + tax_minor > 0);
ALTER TABLE "due_return_share" ADD CONSTRAINT due_return_share_amounts
  CHECK (share_minor >= 0 AND withholding_minor >= 0 AND commission_minor >= 0 AND withholding_minor + commission_minor <= share_minor);
CREATE FUNCTION due_return_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.undone_at IS NOT NULL OR (NEW.due_id, NEW.net_minor, NEW.tax_minor, NEW.withholding_minor, NEW.commission_minor)
    IS DISTINCT FROM (OLD.due_id, OLD.net_minor, OLD.tax_minor, OLD.withholding_minor, OLD.commission_minor) THEN
    RAISE EXCEPTION 'what went back does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'due_return_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER due_return_stays BEFORE UPDATE OR DELETE ON "due_return" FOR EACH ROW EXECUTE FUNCTION due_return_stays();
CREATE TRIGGER due_return_share_append_only BEFORE UPDATE OR DELETE ON "due_return_share" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER licence_consent_append_only BEFORE UPDATE OR DELETE ON "licence_consent" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- No more goes back than was paid: of the fee, of its tax, of what was withheld, and of each holder's share.
CREATE FUNCTION due_return_in_range() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM licence_due d JOIN due_return r ON r.due_id = d.id AND r.undone_at IS NULL WHERE d.id = NEW.due_id
    GROUP BY d.id HAVING d.paid_at IS NULL OR sum(r.net_minor) > d.amount_minor OR sum(r.tax_minor) > d.tax_minor
      OR sum(r.withholding_minor) > d.withholding_minor) THEN
    RAISE EXCEPTION 'more goes back than was paid' USING ERRCODE = 'check_violation', CONSTRAINT = 'due_return_in_range';
  END IF;
  IF EXISTS (SELECT FROM licence_share s JOIN due_return_share p ON p.share_id = s.id JOIN due_return r ON r.id = p.return_id AND r.undone_at IS NULL
    WHERE s.due_id = NEW.due_id GROUP BY s.id HAVING sum(p.share_minor) > s.share_minor OR sum(p.withholding_minor) > s.withholding_minor
      OR sum(p.commission_minor) > s.commission_minor) THEN
    RAISE EXCEPTION 'more goes back than a holder had' USING ERRCODE = 'check_violation', CONSTRAINT = 'due_return_in_range';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER due_return_in_range AFTER INSERT OR UPDATE ON "due_return"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION due_return_in_range();

-- A refund of a seller order is its lines and delivery; one of a due is what went back of it.
CREATE OR REPLACE FUNCTION refund_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole refund%ROWTYPE;
  lines bigint;
  tax bigint;
BEGIN
  SELECT * INTO whole FROM refund WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF whole.licence_due_id IS NOT NULL THEN
    SELECT coalesce(sum(net_minor + tax_minor - withholding_minor), 0), coalesce(sum(tax_minor), 0) INTO lines, tax
      FROM due_return WHERE refund_id = NEW.id AND due_id = whole.licence_due_id;
  ELSE
    SELECT coalesce(sum(amount_minor), 0), coalesce(sum(tax_minor), 0) INTO lines, tax FROM refund_line WHERE refund_id = NEW.id;
  END IF;
  IF lines + whole.shipping_minor <> whole.amount_minor OR tax + whole.shipping_tax_minor <> whole.tax_minor THEN
    RAISE EXCEPTION 'refund % is not the sum of its parts', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_adds_up';
  END IF;
  RETURN NULL;
END $$;

-- What the ledger may name a holder's share of a due by: what it earned, what left and came back, what went back to the licensee.
CREATE FUNCTION licence_share_causes(share uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT 'due:' || s.due_id || ':released' FROM licence_share s WHERE s.id = share
  UNION ALL SELECT x.beginning || t.id || x.step FROM transfer t,
    (VALUES ('transfer:', ''), ('transfer:', ':returned'), ('reserve:', ''), ('reserve:', ':released')) AS x (beginning, step)
    WHERE t.licence_share_id = share
  UNION ALL SELECT 'reversal:' || v.id FROM transfer_reversal v JOIN transfer t ON t.id = v.transfer_id WHERE t.licence_share_id = share
  UNION ALL SELECT x.beginning || coalesce(r.refund_id, r.dispute_id) || x.step FROM due_return_share p JOIN due_return r ON r.id = p.return_id,
    (VALUES ('refund:', ':asked'), ('refund:', ':failed'), ('dispute:', ':lost')) AS x (beginning, step)
    WHERE p.share_id = share AND (x.beginning = 'refund:') = (r.refund_id IS NOT NULL)
$$;

-- The rate that a due's tax was reckoned with.
ALTER TABLE "licence_due" ADD COLUMN "tax_rate" INTEGER NOT NULL DEFAULT 0;
UPDATE "licence_due" SET tax_rate = round(tax_minor * 10000.0 / amount_minor) WHERE tax_minor > 0;
ALTER TABLE "licence_due" ADD CONSTRAINT licence_due_tax_rate CHECK (tax_rate BETWEEN 0 AND 10000);
