-- AlterTable
ALTER TABLE "audit_anchors" ADD COLUMN "restored_hash" TEXT;
ALTER TABLE "audit_anchors" ADD COLUMN "restored_seq" INTEGER;
