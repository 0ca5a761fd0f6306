-- CreateTable
CREATE TABLE "interface_source" (
    "unit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "targets" JSONB NOT NULL,

    CONSTRAINT "interface_source_pkey" PRIMARY KEY ("unit")
);

-- What Prisma cannot say
alter table interface_source add constraint interface_source_of_languages check (jsonb_typeof(targets) = 'object');
