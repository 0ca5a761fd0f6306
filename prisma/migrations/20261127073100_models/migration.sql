-- AlterEnum
ALTER TYPE "media_kind" ADD VALUE 'model';
