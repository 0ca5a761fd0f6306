-- CreateTable
CREATE TABLE "commission_change" (
    "order_line_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "commission_change_pkey" PRIMARY KEY ("order_line_id","number")
);

-- AddForeignKey
ALTER TABLE "commission_change" ADD CONSTRAINT "commission_change_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "commission"("order_line_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No more changes are asked for than were agreed, and one at a time of a milestone.
CREATE FUNCTION commission_change_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number NOT BETWEEN 1 AND (SELECT revisions FROM commission WHERE order_line_id = NEW.order_line_id) THEN
    RAISE EXCEPTION 'more changes than were agreed' USING ERRCODE = 'check_violation', CONSTRAINT = 'commission_change_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER commission_change_agreed BEFORE INSERT OR UPDATE ON "commission_change"
  FOR EACH ROW EXECUTE FUNCTION commission_change_agreed();
CREATE UNIQUE INDEX commission_change_one_open ON "commission_change" (order_line_id, position) WHERE answered_at IS NULL;
