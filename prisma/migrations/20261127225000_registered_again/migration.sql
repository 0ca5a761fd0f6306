-- A contract signed on paper that was refused, for mistyped terms say, may be registered again with the same file.
DROP INDEX "contract_draft_pdf_sha256_key";
CREATE INDEX "contract_draft_pdf_sha256_idx" ON "contract_draft"("pdf_sha256");
