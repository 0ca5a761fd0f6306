-- CreateEnum
CREATE TYPE "invoice_kind" AS ENUM ('invoice', 'credit_note');

-- CreateTable
CREATE TABLE "invoice_series" (
    "issuer" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "invoice_series_pkey" PRIMARY KEY ("issuer","series","year")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "invoice_kind" NOT NULL,
    "issuer" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "number" TEXT NOT NULL DEFAULT '',
    "seller_order_id" UUID NOT NULL,
    "refund_id" UUID,
    "corrects_id" UUID,
    "issued_on" DATE NOT NULL,
    "tax_on" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_tax" (
    "invoice_id" UUID NOT NULL,
    "country" CHAR(2) NOT NULL,
    "rule" TEXT NOT NULL,
    "rate" INTEGER NOT NULL,
    "goods" BOOLEAN NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "invoice_tax_pkey" PRIMARY KEY ("invoice_id","country","rule","rate","goods")
);

-- CreateIndex
CREATE UNIQUE INDEX "invoice_number_key" ON "invoice"("number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_refund_id_key" ON "invoice"("refund_id");

-- CreateIndex
CREATE INDEX "invoice_seller_order_id_idx" ON "invoice"("seller_order_id");

-- CreateIndex
CREATE INDEX "invoice_tax_on_idx" ON "invoice"("tax_on");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_issuer_series_year_sequence_key" ON "invoice"("issuer", "series", "year", "sequence");

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_corrects_id_fkey" FOREIGN KEY ("corrects_id") REFERENCES "invoice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_tax" ADD CONSTRAINT "invoice_tax_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "seller_tax_details" (
    "enterprise_id" UUID NOT NULL,
    "tin" TEXT NOT NULL,
    "tin_country" CHAR(2) NOT NULL,
    "street" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "since" DATE NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_tax_details_pkey" PRIMARY KEY ("enterprise_id")
);

-- AddForeignKey
ALTER TABLE "seller_tax_details" ADD CONSTRAINT "seller_tax_details_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The database gives the numbers: whoever inserts waits for the series' row, a rollback gives the number back, nobody chooses one.
CREATE FUNCTION invoice_takes_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_series (issuer, series, year, last) VALUES (NEW.issuer, NEW.series, NEW.year, 1)
  ON CONFLICT (issuer, series, year) DO UPDATE SET last = invoice_series.last + 1
  RETURNING last INTO NEW.sequence;
  NEW.number := NEW.series || '-' || NEW.year || '-' || lpad(NEW.sequence::text, 6, '0');
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_takes_number BEFORE INSERT ON "invoice" FOR EACH ROW EXECUTE FUNCTION invoice_takes_number();

-- A series counts by ones, and each of its numbers is on a paper.
CREATE FUNCTION invoice_series_by_ones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last <> (CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE OLD.last + 1 END) THEN
    RAISE EXCEPTION 'series % % goes on by one', NEW.series, NEW.year USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_series_by_ones';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_series_by_ones BEFORE INSERT OR UPDATE ON "invoice_series" FOR EACH ROW EXECUTE FUNCTION invoice_series_by_ones();
CREATE FUNCTION invoice_series_is_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM invoice i WHERE i.issuer = NEW.issuer AND i.series = NEW.series AND i.year = NEW.year AND i.sequence = NEW.last) THEN
    RAISE EXCEPTION 'number % of series % % is on no paper', NEW.last, NEW.series, NEW.year USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_series_is_used';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_series_is_used AFTER INSERT OR UPDATE ON "invoice_series"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION invoice_series_is_used();
CREATE TRIGGER invoice_series_stays BEFORE DELETE ON "invoice_series" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What was issued stays as it is.
CREATE TRIGGER invoice_append_only BEFORE UPDATE OR DELETE ON "invoice" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER invoice_tax_append_only BEFORE UPDATE OR DELETE ON "invoice_tax" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One invoice a seller order; a credit note corrects one and belongs to one refund.
CREATE UNIQUE INDEX invoice_once ON "invoice" (seller_order_id) WHERE kind = 'invoice';
ALTER TABLE "invoice"
  ADD CONSTRAINT invoice_total CHECK (total_minor = net_minor + tax_minor AND net_minor >= 0 AND tax_minor >= 0),
  ADD CONSTRAINT invoice_corrects CHECK ((kind = 'credit_note') = (corrects_id IS NOT NULL) AND (kind = 'credit_note') = (refund_id IS NOT NULL)),
  ADD CONSTRAINT invoice_year CHECK (year = extract(year FROM issued_on));
ALTER TABLE "invoice_tax" ADD CONSTRAINT invoice_tax_amounts CHECK (net_minor >= 0 AND tax_minor >= 0 AND rate BETWEEN 0 AND 10000);

-- The parts of the tax are the whole, at commit.
CREATE FUNCTION invoice_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  net bigint;
  tax bigint;
BEGIN
  SELECT coalesce(sum(net_minor), 0), coalesce(sum(tax_minor), 0) INTO net, tax FROM invoice_tax WHERE invoice_id = NEW.id;
  IF net <> NEW.net_minor OR tax <> NEW.tax_minor THEN
    RAISE EXCEPTION 'invoice % is not the sum of its parts', NEW.number USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_adds_up';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_adds_up AFTER INSERT ON "invoice"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION invoice_adds_up();

-- No more is credited than was invoiced.
CREATE FUNCTION invoice_credits_in_range() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'credit_note' AND (SELECT sum(c.total_minor) FROM invoice c WHERE c.corrects_id = NEW.corrects_id)
    > (SELECT total_minor FROM invoice WHERE id = NEW.corrects_id) THEN
    RAISE EXCEPTION 'more credited than invoiced' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_credits_in_range';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_credits_in_range AFTER INSERT ON "invoice"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION invoice_credits_in_range();
