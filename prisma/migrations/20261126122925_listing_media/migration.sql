-- CreateEnum
CREATE TYPE "upload_purpose" AS ENUM ('picture', 'file', 'sample', 'trailer');

-- CreateEnum
CREATE TYPE "upload_state" AS ENUM ('receiving', 'kept', 'refused');

-- AlterTable
ALTER TABLE "listing_picture" ADD COLUMN     "crop_height" INTEGER,
ADD COLUMN     "crop_width" INTEGER,
ADD COLUMN     "crop_x" INTEGER,
ADD COLUMN     "crop_y" INTEGER,
ADD COLUMN     "focal_x" INTEGER,
ADD COLUMN     "focal_y" INTEGER;

-- AlterTable
ALTER TABLE "media" ADD COLUMN     "likeness" BIGINT,
ADD COLUMN     "seconds" INTEGER;

-- CreateTable
CREATE TABLE "listing_sample" (
    "listing_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "listing_sample_pkey" PRIMARY KEY ("listing_id","media_id")
);

-- CreateTable
CREATE TABLE "removed_picture" (
    "listing_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "alt" JSONB NOT NULL,
    "focal_x" INTEGER,
    "focal_y" INTEGER,
    "crop_x" INTEGER,
    "crop_y" INTEGER,
    "crop_width" INTEGER,
    "crop_height" INTEGER,
    "variant_ids" UUID[],
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "removed_picture_pkey" PRIMARY KEY ("listing_id","media_id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "purpose" "upload_purpose" NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "state" "upload_state" NOT NULL DEFAULT 'receiving',
    "problem" TEXT,
    "media_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "listing_sample_media_id_idx" ON "listing_sample"("media_id");

-- CreateIndex
CREATE INDEX "upload_listing_id_state_idx" ON "upload"("listing_id", "state");

-- CreateIndex
CREATE INDEX "upload_enterprise_id_state_idx" ON "upload"("enterprise_id", "state");

-- CreateIndex
CREATE INDEX "upload_created_at_idx" ON "upload"("created_at");

-- CreateIndex
CREATE INDEX "listing_picture_media_id_idx" ON "listing_picture"("media_id");

-- AddForeignKey
ALTER TABLE "listing_sample" ADD CONSTRAINT "listing_sample_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_sample" ADD CONSTRAINT "listing_sample_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A point is whole or not there, and on the picture; a crop is a part of it that can be seen.
ALTER TABLE "listing_picture"
  ADD CONSTRAINT listing_picture_focal_on_picture CHECK (
    num_nulls(focal_x, focal_y) IN (0, 2) AND focal_x BETWEEN 0 AND 1000 AND focal_y BETWEEN 0 AND 1000),
  ADD CONSTRAINT listing_picture_crop_on_picture CHECK (
    num_nulls(crop_x, crop_y, crop_width, crop_height) IN (0, 4)
    AND crop_x >= 0 AND crop_y >= 0 AND crop_width >= 50 AND crop_height >= 50
    AND crop_x + crop_width <= 1000 AND crop_y + crop_height <= 1000);

ALTER TABLE "removed_picture"
  ADD CONSTRAINT removed_picture_listing FOREIGN KEY (listing_id) REFERENCES "listing" (id) ON DELETE CASCADE,
  ADD CONSTRAINT removed_picture_media FOREIGN KEY (media_id) REFERENCES "media" (id) ON DELETE CASCADE;
CREATE INDEX removed_picture_removed_at ON "removed_picture" (removed_at);

ALTER TABLE "listing_sample" ADD CONSTRAINT listing_sample_titled CHECK (btrim(title) <> '');
ALTER TABLE "media" ADD CONSTRAINT media_seconds_positive CHECK (seconds > 0);

-- Each end of an upload says what became of it.
ALTER TABLE "upload"
  ADD CONSTRAINT upload_listing FOREIGN KEY (listing_id) REFERENCES "listing" (id) ON DELETE CASCADE,
  ADD CONSTRAINT upload_enterprise FOREIGN KEY (enterprise_id) REFERENCES "enterprise" (id) ON DELETE CASCADE,
  ADD CONSTRAINT upload_person FOREIGN KEY (created_by_id) REFERENCES "users" (id) ON DELETE CASCADE,
  ADD CONSTRAINT upload_media FOREIGN KEY (media_id) REFERENCES "media" (id) ON DELETE SET NULL (media_id),
  ADD CONSTRAINT upload_bytes_positive CHECK (bytes > 0),
  ADD CONSTRAINT upload_refused_says_why CHECK ((state = 'refused') = (problem IS NOT NULL)),
  ADD CONSTRAINT upload_kept_only_with_media CHECK (media_id IS NULL OR state = 'kept');

-- Of two pictures that differ in at most seven of their 64 bits, one of the eight bytes is the same: the index finds those.
CREATE FUNCTION likeness_bytes(likeness bigint) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(place * 256 + ((likeness >> (place * 8)) & 255)::int) FROM generate_series(0, 7) AS place
$$;
CREATE INDEX media_likeness ON "media" USING gin (likeness_bytes(likeness) gin__int_ops) WHERE likeness IS NOT NULL;
