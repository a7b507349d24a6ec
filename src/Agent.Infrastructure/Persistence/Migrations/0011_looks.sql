-- The deals in the order in which they were looked at again, so that whoever has one on the screen learns that what is read of it is new.
CREATE TABLE "deal_looks" (
    "DealId" BLOB NOT NULL CONSTRAINT "PK_deal_looks" PRIMARY KEY,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_deal_looks_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_deal_looks_Revision" ON "deal_looks" ("Revision");

-- A deal leaves the queue in the transaction that writes what was read of it; one that was deleted leaves it too.
CREATE TRIGGER insight_queue_done AFTER DELETE ON "insight_queue"
WHEN EXISTS (SELECT 1 FROM "deals" WHERE "Id" = old."DealId") BEGIN
    INSERT INTO "deal_looks" ("DealId", "Revision") SELECT old."DealId", coalesce(max("Revision"), 0) + 1 FROM "deal_looks" WHERE true
    ON CONFLICT ("DealId") DO UPDATE SET "Revision" = excluded."Revision";
END;
