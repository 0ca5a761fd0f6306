-- CreateEnum
CREATE TYPE "tick_outcome" AS ENUM ('done', 'not_needed');

-- CreateEnum
CREATE TYPE "title_step_kind" AS ENUM ('creation', 'employment', 'commission', 'assignment', 'inheritance', 'merger', 'licence');

-- AlterTable
ALTER TABLE "work" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "compliance_item" (
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "reviewed_on" DATE NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "compliance_item_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "compliance_revision" (
    "item_code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "compliance_revision_pkey" PRIMARY KEY ("item_code","version")
);

-- CreateTable
CREATE TABLE "compliance_tick" (
    "licence_id" UUID NOT NULL,
    "item_code" TEXT NOT NULL,
    "outcome" "tick_outcome" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "media_id" UUID,
    "item_version" INTEGER NOT NULL,
    "user_id" UUID,
    "ticked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "compliance_tick_pkey" PRIMARY KEY ("licence_id","item_code")
);

-- CreateTable
CREATE TABLE "listing_use" (
    "listing_id" UUID NOT NULL,
    "right" TEXT NOT NULL,

    CONSTRAINT "listing_use_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "work_sample" (
    "work_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "work_sample_pkey" PRIMARY KEY ("work_id","media_id")
);

-- CreateTable
CREATE TABLE "title_step" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "work_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "title_step_kind" NOT NULL,
    "from_party" TEXT NOT NULL DEFAULT '',
    "to_party" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "title_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "title_document" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "step_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,

    CONSTRAINT "title_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_review" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "work_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "submitted_by_id" UUID,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" "revision_decision" NOT NULL DEFAULT 'pending',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "work_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shown_licence" (
    "work_id" UUID NOT NULL,
    "licence_id" UUID NOT NULL,

    CONSTRAINT "shown_licence_pkey" PRIMARY KEY ("work_id","licence_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "compliance_tick_media_id_key" ON "compliance_tick"("media_id");

-- CreateIndex
CREATE INDEX "work_sample_media_id_idx" ON "work_sample"("media_id");

-- CreateIndex
CREATE UNIQUE INDEX "title_step_work_id_position_key" ON "title_step"("work_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "title_document_media_id_key" ON "title_document"("media_id");

-- CreateIndex
CREATE INDEX "title_document_step_id_idx" ON "title_document"("step_id");

-- CreateIndex
CREATE INDEX "work_review_decision_submitted_at_idx" ON "work_review"("decision", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "work_review_work_id_number_key" ON "work_review"("work_id", "number");

-- CreateIndex
CREATE INDEX "shown_licence_licence_id_idx" ON "shown_licence"("licence_id");

-- AddForeignKey
ALTER TABLE "compliance_revision" ADD CONSTRAINT "compliance_revision_item_code_fkey" FOREIGN KEY ("item_code") REFERENCES "compliance_item"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance_tick" ADD CONSTRAINT "compliance_tick_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance_tick" ADD CONSTRAINT "compliance_tick_item_code_fkey" FOREIGN KEY ("item_code") REFERENCES "compliance_item"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance_tick" ADD CONSTRAINT "compliance_tick_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_use" ADD CONSTRAINT "listing_use_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_sample" ADD CONSTRAINT "work_sample_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_sample" ADD CONSTRAINT "work_sample_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_step" ADD CONSTRAINT "title_step_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_document" ADD CONSTRAINT "title_document_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "title_step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_document" ADD CONSTRAINT "title_document_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_review" ADD CONSTRAINT "work_review_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_licence" ADD CONSTRAINT "shown_licence_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_licence" ADD CONSTRAINT "shown_licence_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Shares, steps and reviews say something.
ALTER TABLE "work" ADD CONSTRAINT work_ai_share CHECK (ai_share BETWEEN 0 AND 100);
ALTER TABLE "holding" ADD CONSTRAINT holding_share CHECK (share_of > 0 AND share_in > 0 AND share_of <= share_in);
ALTER TABLE "title_step" ADD CONSTRAINT title_step_parties CHECK (to_party <> '' AND (kind = 'creation') = (from_party = '') AND from_party <> to_party);
CREATE UNIQUE INDEX work_review_once ON "work_review" (work_id) WHERE decision = 'pending';
ALTER TABLE "work_review" ADD CONSTRAINT work_review_reason
  CHECK (decision NOT IN ('changes_requested', 'refused') OR length(btrim(coalesce(reason, ''))) >= 10);

-- A work is verified only with owners whose shares are one whole, wherever they own the same.
CREATE FUNCTION work_has_whole_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM holding h WHERE h.work_id = NEW.id AND h.kind = 'ownership' AND h.status = 'in_force'
      GROUP BY h.rights, h.territories, h.languages HAVING round(sum(h.share_of::numeric / h.share_in), 12) <> 1)
    OR NOT EXISTS (SELECT 1 FROM holding h WHERE h.work_id = NEW.id AND h.kind = 'ownership' AND h.status = 'in_force') THEN
    RAISE EXCEPTION 'shares of a work are not one whole' USING ERRCODE = 'check_violation', CONSTRAINT = 'work_whole_owners';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER work_whole_owners BEFORE UPDATE OF status ON "work" FOR EACH ROW
  WHEN (NEW.status = 'verified' AND OLD.status <> 'verified') EXECUTE FUNCTION work_has_whole_owners();

-- What an item said is kept as it was said.
CREATE TRIGGER compliance_revision_append_only BEFORE UPDATE OR DELETE ON "compliance_revision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE "compliance_tick" ADD CONSTRAINT compliance_tick_why CHECK (outcome = 'done' OR length(btrim(note)) >= 10);

-- The leaves of rights and territories by their integers, which never change (lib/rights/data; held together by a test).
CREATE TABLE "rights_leaf" (
  dimension TEXT NOT NULL,
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (dimension, id),
  UNIQUE (dimension, code)
);
INSERT INTO "rights_leaf" (dimension, id, code) VALUES
  ('rights',0,'apparel'), ('rights',1,'stationery'), ('rights',2,'toys'), ('rights',3,'home'), ('rights',4,'food'), ('rights',5,'textiles'),
  ('rights',6,'accessories'), ('rights',7,'cinema'), ('rights',8,'broadcast'), ('rights',9,'svod'), ('rights',10,'avod'), ('rights',11,'tvod'),
  ('rights',12,'print'), ('rights',13,'ebook'), ('rights',14,'audiobook'), ('rights',15,'film'), ('rights',16,'series'), ('rights',17,'game'),
  ('rights',18,'comic'), ('rights',19,'sync'), ('rights',20,'mechanical'), ('rights',21,'performance'), ('rights',22,'stage'),
  ('rights',23,'exhibition'), ('rights',24,'software'), ('rights',25,'interactive'), ('rights',26,'ai_training'), ('territories',0,'PL'),
  ('territories',1,'CZ'), ('territories',2,'SK'), ('territories',3,'HU'), ('territories',4,'EE'), ('territories',5,'LV'), ('territories',6,'LT'),
  ('territories',7,'AL'), ('territories',8,'BA'), ('territories',9,'ME'), ('territories',10,'MK'), ('territories',11,'RS'), ('territories',12,'BG'),
  ('territories',13,'GR'), ('territories',14,'HR'), ('territories',15,'RO'), ('territories',16,'SI'), ('territories',17,'CN'), ('territories',18,'HK'),
  ('territories',19,'MO'), ('territories',20,'TW'), ('territories',21,'AT'), ('territories',22,'BE'), ('territories',23,'CY'), ('territories',24,'DE'),
  ('territories',25,'DK'), ('territories',26,'ES'), ('territories',27,'FI'), ('territories',28,'FR'), ('territories',29,'IE'), ('territories',30,'IT'),
  ('territories',31,'LU'), ('territories',32,'MT'), ('territories',33,'NL'), ('territories',34,'PT'), ('territories',35,'SE'), ('territories',36,'IS'),
  ('territories',37,'NO'), ('territories',38,'CH'), ('territories',39,'AX'), ('territories',40,'AD'), ('territories',41,'BY'), ('territories',42,'FO'),
  ('territories',43,'GI'), ('territories',44,'GG'), ('territories',45,'VA'), ('territories',46,'IM'), ('territories',47,'JE'), ('territories',48,'LI'),
  ('territories',49,'MD'), ('territories',50,'MC'), ('territories',51,'RU'), ('territories',52,'SM'), ('territories',53,'SJ'), ('territories',54,'UA'),
  ('territories',55,'GB'), ('territories',56,'JP'), ('territories',57,'KR'), ('territories',58,'MN'), ('territories',59,'KP'), ('territories',60,'BN'),
  ('territories',61,'ID'), ('territories',62,'KH'), ('territories',63,'LA'), ('territories',64,'MM'), ('territories',65,'MY'), ('territories',66,'PH'),
  ('territories',67,'SG'), ('territories',68,'TH'), ('territories',69,'TL'), ('territories',70,'VN'), ('territories',71,'KZ'), ('territories',72,'KG'),
  ('territories',73,'TJ'), ('territories',74,'TM'), ('territories',75,'UZ'), ('territories',76,'AE'), ('territories',77,'BH'), ('territories',78,'KW'),
  ('territories',79,'OM'), ('territories',80,'QA'), ('territories',81,'SA'), ('territories',82,'AF'), ('territories',83,'AM'), ('territories',84,'AZ'),
  ('territories',85,'BD'), ('territories',86,'BT'), ('territories',87,'GE'), ('territories',88,'IN'), ('territories',89,'IR'), ('territories',90,'IQ'),
  ('territories',91,'IL'), ('territories',92,'JO'), ('territories',93,'LB'), ('territories',94,'MV'), ('territories',95,'NP'), ('territories',96,'PK'),
  ('territories',97,'LK'), ('territories',98,'PS'), ('territories',99,'SY'), ('territories',100,'TR'), ('territories',101,'YE'),
  ('territories',102,'US'), ('territories',103,'CA'), ('territories',104,'MX'), ('territories',105,'AG'), ('territories',106,'AI'),
  ('territories',107,'AR'), ('territories',108,'AW'), ('territories',109,'BB'), ('territories',110,'BL'), ('territories',111,'BM'),
  ('territories',112,'BO'), ('territories',113,'BQ'), ('territories',114,'BR'), ('territories',115,'BS'), ('territories',116,'BV'),
  ('territories',117,'BZ'), ('territories',118,'CL'), ('territories',119,'CO'), ('territories',120,'CR'), ('territories',121,'CU'),
  ('territories',122,'CW'), ('territories',123,'DM'), ('territories',124,'DO'), ('territories',125,'EC'), ('territories',126,'FK'),
  ('territories',127,'GD'), ('territories',128,'GF'), ('territories',129,'GL'), ('territories',130,'GP'), ('territories',131,'GS'),
  ('territories',132,'GT'), ('territories',133,'GY'), ('territories',134,'HN'), ('territories',135,'HT'), ('territories',136,'JM'),
  ('territories',137,'KN'), ('territories',138,'KY'), ('territories',139,'LC'), ('territories',140,'MF'), ('territories',141,'MQ'),
  ('territories',142,'MS'), ('territories',143,'NI'), ('territories',144,'PA'), ('territories',145,'PE'), ('territories',146,'PM'),
  ('territories',147,'PR'), ('territories',148,'PY'), ('territories',149,'SR'), ('territories',150,'SV'), ('territories',151,'SX'),
  ('territories',152,'TC'), ('territories',153,'TT'), ('territories',154,'UY'), ('territories',155,'VC'), ('territories',156,'VE'),
  ('territories',157,'VG'), ('territories',158,'VI'), ('territories',159,'AO'), ('territories',160,'BF'), ('territories',161,'BI'),
  ('territories',162,'BJ'), ('territories',163,'BW'), ('territories',164,'CD'), ('territories',165,'CF'), ('territories',166,'CG'),
  ('territories',167,'CI'), ('territories',168,'CM'), ('territories',169,'CV'), ('territories',170,'DJ'), ('territories',171,'DZ'),
  ('territories',172,'EG'), ('territories',173,'EH'), ('territories',174,'ER'), ('territories',175,'ET'), ('territories',176,'GA'),
  ('territories',177,'GH'), ('territories',178,'GM'), ('territories',179,'GN'), ('territories',180,'GQ'), ('territories',181,'GW'),
  ('territories',182,'IO'), ('territories',183,'KE'), ('territories',184,'KM'), ('territories',185,'LR'), ('territories',186,'LS'),
  ('territories',187,'LY'), ('territories',188,'MA'), ('territories',189,'MG'), ('territories',190,'ML'), ('territories',191,'MR'),
  ('territories',192,'MU'), ('territories',193,'MW'), ('territories',194,'MZ'), ('territories',195,'NA'), ('territories',196,'NE'),
  ('territories',197,'NG'), ('territories',198,'RE'), ('territories',199,'RW'), ('territories',200,'SC'), ('territories',201,'SD'),
  ('territories',202,'SH'), ('territories',203,'SL'), ('territories',204,'SN'), ('territories',205,'SO'), ('territories',206,'SS'),
  ('territories',207,'ST'), ('territories',208,'SZ'), ('territories',209,'TD'), ('territories',210,'TF'), ('territories',211,'TG'),
  ('territories',212,'TN'), ('territories',213,'TZ'), ('territories',214,'UG'), ('territories',215,'YT'), ('territories',216,'ZA'),
  ('territories',217,'ZM'), ('territories',218,'ZW'), ('territories',219,'AU'), ('territories',220,'NZ'), ('territories',221,'AS'),
  ('territories',222,'CC'), ('territories',223,'CK'), ('territories',224,'CX'), ('territories',225,'FJ'), ('territories',226,'FM'),
  ('territories',227,'GU'), ('territories',228,'HM'), ('territories',229,'KI'), ('territories',230,'MH'), ('territories',231,'MP'),
  ('territories',232,'NC'), ('territories',233,'NF'), ('territories',234,'NR'), ('territories',235,'NU'), ('territories',236,'PF'),
  ('territories',237,'PG'), ('territories',238,'PN'), ('territories',239,'PW'), ('territories',240,'SB'), ('territories',241,'TK'),
  ('territories',242,'TO'), ('territories',243,'TV'), ('territories',244,'UM'), ('territories',245,'VU'), ('territories',246,'WF'),
  ('territories',247,'WS'), ('territories',248,'AQ');

-- How far goods made under a licence may be sold: by whom, for which uses, where, and on which days. After its end they are sold off for as
-- many days as its life says (lib/licensing); one that was ended for cause has no such days.
CREATE VIEW "licence_reach" AS
SELECT l.id AS licence_id, l.number, l.status::text AS status, d.licensee_id, l.starts_on, l.ends_on,
  CASE WHEN f.sell_off_until IS NOT NULL THEN f.sell_off_until + 1 WHEN l.status = 'terminated' THEN '-infinity'::date
    ELSE l.ends_on + coalesce(f.sell_off_days, 0) END AS sells_until,
  ARRAY(SELECT DISTINCT c.code FROM rights_grant g CROSS JOIN unnest(g.rights) x JOIN rights_leaf c ON c.dimension = 'rights' AND c.id = x
    WHERE g.licence_id = l.id ORDER BY 1) AS rights,
  ARRAY(SELECT DISTINCT c.code FROM rights_grant g CROSS JOIN unnest(g.territories) x JOIN rights_leaf c ON c.dimension = 'territories' AND c.id = x
    WHERE g.licence_id = l.id ORDER BY 1) AS territories
FROM licence l JOIN deal d ON d.id = l.deal_id LEFT JOIN licence_life f ON f.licence_id = l.id;

CREATE FUNCTION licence_sells(licence uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.status IN ('active', 'expired', 'terminated') AND r.starts_on <= current_date AND (r.sells_until IS NULL OR current_date < r.sells_until)
    FROM licence_reach r WHERE r.licence_id = licence), true)
$$;

-- What may not be sold at all under its licence is not available; it comes back by itself.
CREATE OR REPLACE FUNCTION listing_available(listing uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM variant v WHERE v.listing_id = listing AND v.archived_at IS NULL
    AND (v.stock_on_hand IS NULL OR v.stock_on_hand > v.stock_reserved))
    AND (SELECT l.licence_id IS NULL OR licence_sells(l.licence_id) FROM listing l WHERE l.id = listing)
$$;

-- Whoever moves a licence moves its listings: search at once, the pages that are kept, and the job that tells their makers.
CREATE FUNCTION licence_moves_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry e SET available = listing_available(e.listing_id) FROM listing l WHERE l.id = e.listing_id AND l.licence_id = NEW.id;
  PERFORM pg_notify('ambersilk_changes', json_build_object('kind', 'listing', 'slug', l.slug)::text) FROM listing l WHERE l.licence_id = NEW.id;
  IF NEW.status <> OLD.status AND EXISTS (SELECT 1 FROM listing l WHERE l.licence_id = NEW.id) THEN
    INSERT INTO outbox_message (topic, payload)
    VALUES ('licence.moved', json_build_object('licenceId', NEW.id, 'from', OLD.status, 'to', NEW.status, 'at', pg_current_xact_id()::text));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER licence_moves_listings AFTER UPDATE OF status, starts_on, ends_on, terms ON "licence" FOR EACH ROW
  WHEN (NEW.status IS DISTINCT FROM OLD.status OR NEW.starts_on IS DISTINCT FROM OLD.starts_on OR NEW.ends_on IS DISTINCT FROM OLD.ends_on OR NEW.terms IS DISTINCT FROM OLD.terms)
  EXECUTE FUNCTION licence_moves_listings();

-- The days of selling off are in the licence's life.
CREATE FUNCTION licence_life_moves_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry e SET available = listing_available(e.listing_id) FROM listing l WHERE l.id = e.listing_id AND l.licence_id = NEW.licence_id;
  PERFORM pg_notify('ambersilk_changes', json_build_object('kind', 'listing', 'slug', l.slug)::text) FROM listing l WHERE l.licence_id = NEW.licence_id;
  RETURN NULL;
END $$;
CREATE TRIGGER licence_life_moves_listings AFTER INSERT OR UPDATE OF sell_off_days, sell_off_until ON "licence_life" FOR EACH ROW
  EXECUTE FUNCTION licence_life_moves_listings();

CREATE FUNCTION listing_licence_changes_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET available = listing_available(NEW.id) WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER listing_licence_changes_search_entry AFTER UPDATE OF licence_id ON "listing" FOR EACH ROW
  WHEN (NEW.licence_id IS DISTINCT FROM OLD.licence_id) EXECUTE FUNCTION listing_licence_changes_search_entry();

-- A listing names a licence of its own enterprise, and no order takes what its licence does not let be sold now. The licence's row is held
-- until the order stands, so that a suspension is before it or after it.
CREATE FUNCTION listing_names_own_licence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM licence l JOIN deal d ON d.id = l.deal_id WHERE l.id = NEW.licence_id AND d.licensee_id = NEW.enterprise_id) THEN
    RAISE EXCEPTION 'the licence is another enterprise''s' USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_own_licence';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listing_own_licence BEFORE UPDATE OF licence_id ON "listing" FOR EACH ROW
  WHEN (NEW.licence_id IS NOT NULL AND NEW.licence_id IS DISTINCT FROM OLD.licence_id) EXECUTE FUNCTION listing_names_own_licence();

CREATE FUNCTION refuse_outside_licence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named uuid;
BEGIN
  SELECT l.licence_id INTO named FROM listing l WHERE l.id = NEW.listing_id;
  IF named IS NULL THEN RETURN NEW; END IF;
  PERFORM 1 FROM licence WHERE id = named FOR SHARE;
  IF NOT licence_sells(named) OR NOT EXISTS (SELECT 1 FROM licence_reach r JOIN seller_order s ON s.id = NEW.seller_order_id JOIN orders o ON o.id = s.order_id
      WHERE r.licence_id = named AND o.country = ANY (r.territories)) THEN
    RAISE EXCEPTION 'not sold there under its licence' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_line_inside_licence';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_line_inside_licence BEFORE INSERT ON "order_line" FOR EACH ROW EXECUTE FUNCTION refuse_outside_licence();
