-- CreateEnum
CREATE TYPE "contract_kind" AS ENUM ('drawn', 'outside');

-- CreateEnum
CREATE TYPE "contract_status" AS ENUM ('drafting', 'signed');

-- CreateEnum
CREATE TYPE "contract_party_side" AS ENUM ('holder', 'owner', 'licensee');

-- CreateEnum
CREATE TYPE "signature_proof" AS ENUM ('password', 'mail_code', 'standing');

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "deal_id" UUID NOT NULL,
    "kind" "contract_kind" NOT NULL DEFAULT 'drawn',
    "status" "contract_status" NOT NULL DEFAULT 'drafting',
    "licence_id" UUID,
    "sealed_sha256" CHAR(64),
    "sealed_key" TEXT,
    "sealed_at" TIMESTAMPTZ(3),
    "signed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_party" (
    "contract_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "side" "contract_party_side" NOT NULL,

    CONSTRAINT "contract_party_pkey" PRIMARY KEY ("contract_id","enterprise_id")
);

-- CreateTable
CREATE TABLE "contract_draft" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "contract_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "offer_id" UUID NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "text" JSONB NOT NULL,
    "text_hash" CHAR(64) NOT NULL,
    "pdf_sha256" CHAR(64),
    "pdf_key" TEXT,
    "enterprise_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_signature" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "contract_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "signed_name" TEXT NOT NULL,
    "role" "membership_role" NOT NULL,
    "pdf_sha256" CHAR(64) NOT NULL,
    "proof" "signature_proof" NOT NULL,
    "second_factor" BOOLEAN NOT NULL DEFAULT false,
    "standing_id" UUID,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standing_signature" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "signed_name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "second_factor" BOOLEAN NOT NULL DEFAULT false,
    "proof" "signature_proof" NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "standing_signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal_chain_entry" (
    "deal_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_chain_entry_pkey" PRIMARY KEY ("deal_id","position")
);

-- CreateTable
CREATE TABLE "seal_certificate" (
    "fingerprint" CHAR(64) NOT NULL,
    "certificate" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_certificate_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "second_factor" (
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "spare_hashes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "contract_number_key" ON "contract"("number");

-- CreateIndex
CREATE UNIQUE INDEX "contract_deal_id_key" ON "contract"("deal_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_licence_id_key" ON "contract"("licence_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_sealed_sha256_key" ON "contract"("sealed_sha256");

-- CreateIndex
CREATE INDEX "contract_party_enterprise_id_idx" ON "contract_party"("enterprise_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_draft_pdf_sha256_key" ON "contract_draft"("pdf_sha256");

-- CreateIndex
CREATE INDEX "contract_draft_offer_id_idx" ON "contract_draft"("offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_draft_contract_id_version_key" ON "contract_draft"("contract_id", "version");

-- CreateIndex
CREATE INDEX "contract_signature_contract_id_idx" ON "contract_signature"("contract_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_signature_draft_id_enterprise_id_key" ON "contract_signature"("draft_id", "enterprise_id");

-- CreateIndex
CREATE INDEX "standing_signature_enterprise_id_subject_idx" ON "standing_signature"("enterprise_id", "subject");

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_party" ADD CONSTRAINT "contract_party_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_party" ADD CONSTRAINT "contract_party_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_draft" ADD CONSTRAINT "contract_draft_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_draft" ADD CONSTRAINT "contract_draft_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_draft" ADD CONSTRAINT "contract_draft_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "contract_draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_standing_id_fkey" FOREIGN KEY ("standing_id") REFERENCES "standing_signature"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_signature" ADD CONSTRAINT "standing_signature_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_signature" ADD CONSTRAINT "standing_signature_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_chain_entry" ADD CONSTRAINT "deal_chain_entry_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was drawn, signed or entered in a deal's chain stays as it is, whoever writes (docs/decisions/032).
CREATE FUNCTION contract_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER contract_signature_stays BEFORE UPDATE OR DELETE ON "contract_signature" FOR EACH ROW EXECUTE FUNCTION contract_rows_stay();
CREATE TRIGGER deal_chain_entry_stays BEFORE UPDATE OR DELETE ON "deal_chain_entry" FOR EACH ROW EXECUTE FUNCTION contract_rows_stay();

-- A draft is never edited; the file that is signed is made of it once.
CREATE FUNCTION contract_draft_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.pdf_sha256 IS NULL AND NEW.pdf_sha256 IS NOT NULL AND NEW.pdf_key IS NOT NULL
    AND to_jsonb(NEW) - '{pdf_sha256,pdf_key}'::text[] = to_jsonb(OLD) - '{pdf_sha256,pdf_key}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a draft is only ever followed by another' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER contract_draft_stays BEFORE UPDATE OR DELETE ON "contract_draft" FOR EACH ROW EXECUTE FUNCTION contract_draft_stays();

-- A standing signature is given and taken back, and nothing else.
CREATE FUNCTION standing_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
    AND to_jsonb(NEW) - 'revoked_at' = to_jsonb(OLD) - 'revoked_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a standing signature is given and taken back' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER standing_signature_stays BEFORE UPDATE OR DELETE ON "standing_signature" FOR EACH ROW EXECUTE FUNCTION standing_signature_stays();

-- Signed is signed: neither text nor file of a concluded contract changes, and what is sealed is sealed once.
CREATE FUNCTION contract_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{sealed_sha256,sealed_key,sealed_at}'::text[] = to_jsonb(OLD) - '{sealed_sha256,sealed_key,sealed_at}'::text[]
    AND OLD.sealed_sha256 IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a signed contract does not change' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER contract_stays BEFORE UPDATE ON "contract" FOR EACH ROW WHEN (OLD.status = 'signed') EXECUTE FUNCTION contract_stays();
ALTER TABLE "contract" ADD CONSTRAINT contract_signed_has_licence
  CHECK (status <> 'signed' OR (licence_id IS NOT NULL AND signed_at IS NOT NULL));

-- A signature belongs to a party of the contract, and stands under the newest draft, whose file it names.
CREATE FUNCTION contract_signature_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM contract_party p WHERE p.contract_id = NEW.contract_id AND p.enterprise_id = NEW.enterprise_id) THEN
    RAISE EXCEPTION 'no party of this contract' USING ERRCODE = 'check_violation', CONSTRAINT = 'contract_signature_party';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM contract_draft d JOIN contract c ON c.id = d.contract_id
    WHERE d.id = NEW.draft_id AND d.contract_id = NEW.contract_id AND d.pdf_sha256 = NEW.pdf_sha256 AND c.status = 'drafting'
      AND d.version = (SELECT max(n.version) FROM contract_draft n WHERE n.contract_id = NEW.contract_id)) THEN
    RAISE EXCEPTION 'not the newest draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'contract_signature_newest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_signature_fits BEFORE INSERT ON "contract_signature" FOR EACH ROW EXECUTE FUNCTION contract_signature_fits();

-- The chain is reckoned by the database: hash = SHA-256 of the hash before, the place, the kind, the moment and the payload, each on a line.
CREATE FUNCTION deal_chain_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  PERFORM 1 FROM deal d WHERE d.id = NEW.deal_id FOR NO KEY UPDATE;
  SELECT e.position, e.hash INTO last FROM deal_chain_entry e WHERE e.deal_id = NEW.deal_id ORDER BY e.position DESC LIMIT 1;
  NEW.position := coalesce(last.position, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
  NEW.hash := deal_chain_hash(NEW.previous_hash, NEW.position, NEW.kind, NEW.at, NEW.payload);
  RETURN NEW;
END $$;
CREATE FUNCTION deal_chain_hash(previous text, place integer, kind text, at timestamptz, payload text) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(previous || E'\n' || place || E'\n' || kind || E'\n'
    || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\n' || payload, 'UTF8')), 'hex')
$$;
CREATE TRIGGER deal_chain_link BEFORE INSERT ON "deal_chain_entry" FOR EACH ROW EXECUTE FUNCTION deal_chain_link();
