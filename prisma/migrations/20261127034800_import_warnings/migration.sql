-- AlterTable
ALTER TABLE "translation_import_line" ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '[]';

-- What Prisma cannot say
alter table translation_import_line add constraint translation_import_line_warnings check (jsonb_typeof(warnings) = 'array');
