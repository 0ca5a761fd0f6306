-- AlterTable
ALTER TABLE "deal" ADD COLUMN     "under_id" UUID;

-- CreateTable
CREATE TABLE "sublicence_offer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "licence_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "invited_id" UUID,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "sublicence_offer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sublicence_offer_token_key" ON "sublicence_offer"("token");

-- CreateIndex
CREATE INDEX "sublicence_offer_licence_id_idx" ON "sublicence_offer"("licence_id");

-- CreateIndex
CREATE INDEX "deal_under_id_idx" ON "deal"("under_id");

-- AddForeignKey
ALTER TABLE "sublicence_offer" ADD CONSTRAINT "sublicence_offer_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sublicence_offer" ADD CONSTRAINT "sublicence_offer_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sublicence_offer" ADD CONSTRAINT "sublicence_offer_invited_id_fkey" FOREIGN KEY ("invited_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_under_id_fkey" FOREIGN KEY ("under_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
