-- CreateTable
CREATE TABLE "machine_usage" (
    "enterprise_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "characters" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "machine_usage_pkey" PRIMARY KEY ("enterprise_id","month")
);

ALTER TABLE "machine_usage" ADD CONSTRAINT machine_usage_enterprise FOREIGN KEY (enterprise_id) REFERENCES enterprise (id) ON DELETE CASCADE;
ALTER TABLE "machine_usage" ADD CONSTRAINT machine_usage_counts CHECK (characters >= 0 AND month = date_trunc('month', month));
