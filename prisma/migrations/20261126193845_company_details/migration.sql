-- CreateTable
CREATE TABLE "company_details" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "data" JSONB NOT NULL,
    "replaces_id" UUID,
    "changed_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_details_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "company_details_replaces_id_key" ON "company_details"("replaces_id");

-- CreateIndex
CREATE INDEX "company_details_created_at_idx" ON "company_details"("created_at");

-- AddForeignKey
ALTER TABLE "company_details" ADD CONSTRAINT "company_details_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "company_details"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One first row, and none is ever changed or taken away.
CREATE UNIQUE INDEX company_details_one_first ON "company_details" ((true)) WHERE replaces_id IS NULL;
CREATE FUNCTION company_details_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of the company is not changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'company_details_fixed';
END $$;
CREATE TRIGGER company_details_fixed BEFORE UPDATE OR DELETE ON "company_details"
  FOR EACH ROW EXECUTE FUNCTION company_details_fixed();

-- What an installation kept in its settings becomes the first row.
INSERT INTO "company_details" (data, created_at) SELECT value, updated_at FROM "setting" WHERE key = 'platform_company';
DELETE FROM "setting" WHERE key = 'platform_company';
