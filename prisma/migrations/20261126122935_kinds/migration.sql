-- CreateEnum
CREATE TYPE "pass_mode" AS ENUM ('rent', 'buy');

-- CreateTable
CREATE TABLE "service_offer" (
    "listing_id" UUID NOT NULL,
    "text_id" UUID NOT NULL,
    "delivery_days" INTEGER NOT NULL,
    "revisions" INTEGER NOT NULL,
    "shares" INTEGER[],
    "days" INTEGER[],
    "questions" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "service_offer_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "listing_id" UUID NOT NULL,
    "text_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "doors_at" TIMESTAMPTZ(3),
    "time_zone" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "licence_offer" (
    "listing_id" UUID NOT NULL,
    "rights" TEXT[],
    "territories" TEXT[],
    "exclusivity" "exclusivity" NOT NULL,
    "years" INTEGER NOT NULL,

    CONSTRAINT "licence_offer_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "stream_offer" (
    "listing_id" UUID NOT NULL,
    "territories" TEXT[],
    "minutes" INTEGER NOT NULL,
    "rent_variant_id" UUID,
    "buy_variant_id" UUID,
    "trailer_media_id" UUID,

    CONSTRAINT "stream_offer_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_line_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission" (
    "order_line_id" UUID NOT NULL,
    "brief" JSONB NOT NULL,
    "delivery_days" INTEGER NOT NULL,
    "revisions" INTEGER NOT NULL,

    CONSTRAINT "commission_pkey" PRIMARY KEY ("order_line_id")
);

-- CreateTable
CREATE TABLE "commission_milestone" (
    "order_line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name_for_buyer" TEXT NOT NULL,
    "name_for_seller" TEXT NOT NULL,
    "share" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "commission_milestone_pkey" PRIMARY KEY ("order_line_id","position")
);

-- CreateTable
CREATE TABLE "stream_pass" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_line_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "mode" "pass_mode" NOT NULL,
    "territories" TEXT[],
    "paid_at" TIMESTAMPTZ(3) NOT NULL,
    "first_played_at" TIMESTAMPTZ(3),

    CONSTRAINT "stream_pass_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_offer_text_id_key" ON "service_offer"("text_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_event_text_id_key" ON "ticket_event"("text_id");

-- CreateIndex
CREATE INDEX "ticket_event_starts_at_idx" ON "ticket_event"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "stream_offer_rent_variant_id_key" ON "stream_offer"("rent_variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "stream_offer_buy_variant_id_key" ON "stream_offer"("buy_variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_code_key" ON "ticket"("code");

-- CreateIndex
CREATE INDEX "ticket_listing_id_used_at_idx" ON "ticket"("listing_id", "used_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_order_line_id_number_key" ON "ticket"("order_line_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "stream_pass_order_line_id_key" ON "stream_pass"("order_line_id");

-- CreateIndex
CREATE INDEX "stream_pass_listing_id_idx" ON "stream_pass"("listing_id");

-- AddForeignKey
ALTER TABLE "service_offer" ADD CONSTRAINT "service_offer_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_offer" ADD CONSTRAINT "service_offer_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_offer" ADD CONSTRAINT "licence_offer_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream_offer" ADD CONSTRAINT "stream_offer_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream_offer" ADD CONSTRAINT "stream_offer_trailer_media_id_fkey" FOREIGN KEY ("trailer_media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission" ADD CONSTRAINT "commission_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_milestone" ADD CONSTRAINT "commission_milestone_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "commission"("order_line_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream_pass" ADD CONSTRAINT "stream_pass_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream_pass" ADD CONSTRAINT "stream_pass_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the database guarantees by itself.
CREATE FUNCTION ints_sum(numbers integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(sum(n), 0) FROM unnest(numbers) AS n $$;
ALTER TABLE "service_offer"
  ADD CONSTRAINT service_offer_shares_whole CHECK (cardinality(shares) BETWEEN 1 AND 6 AND ints_sum(shares) = 100 AND 0 < ALL (shares)),
  ADD CONSTRAINT service_offer_days_each CHECK (cardinality(days) = cardinality(shares) AND 0 < ALL (days)),
  ADD CONSTRAINT service_offer_promises CHECK (delivery_days > 0 AND revisions >= 0 AND questions BETWEEN 0 AND 8);
ALTER TABLE "ticket_event" ADD CONSTRAINT ticket_event_in_order CHECK (doors_at <= starts_at AND ends_at > starts_at);
ALTER TABLE "licence_offer" ADD CONSTRAINT licence_offer_some_right CHECK (cardinality(rights) > 0 AND cardinality(territories) > 0 AND years BETWEEN 1 AND 50);
ALTER TABLE "stream_offer"
  ADD CONSTRAINT stream_offer_rent_variant FOREIGN KEY (rent_variant_id) REFERENCES "variant"(id),
  ADD CONSTRAINT stream_offer_buy_variant FOREIGN KEY (buy_variant_id) REFERENCES "variant"(id),
  ADD CONSTRAINT stream_offer_sold CHECK (num_nonnulls(rent_variant_id, buy_variant_id) > 0 AND rent_variant_id <> buy_variant_id),
  ADD CONSTRAINT stream_offer_length CHECK (minutes > 0);
ALTER TABLE "ticket" ADD CONSTRAINT ticket_number_positive CHECK (number > 0);
ALTER TABLE "commission_milestone" ADD CONSTRAINT commission_milestone_part CHECK (share > 0 AND amount_minor >= 0 AND days > 0);

-- A licence is agreed in the deal room: nobody can put one into a cart or order one.
CREATE FUNCTION refuse_licence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM variant v JOIN listing l ON l.id = v.listing_id WHERE v.id = NEW.variant_id AND l.kind = 'licence') THEN
    RAISE EXCEPTION 'a licence is not sold in a cart' USING ERRCODE = 'check_violation', CONSTRAINT = 'cart_line_no_licence';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cart_line_no_licence BEFORE INSERT ON "cart_line" FOR EACH ROW EXECUTE FUNCTION refuse_licence();
CREATE TRIGGER order_line_no_licence BEFORE INSERT ON "order_line" FOR EACH ROW EXECUTE FUNCTION refuse_licence();
