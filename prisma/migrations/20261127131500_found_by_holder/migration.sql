-- A portfolio asks for what has passed to a holder, and for what was paid to it.
CREATE INDEX "rights_grant_holder_id_idx" ON "rights_grant"("holder_id");
CREATE INDEX "licence_share_enterprise_id_idx" ON "licence_share"("enterprise_id");
