-- New activities that are to be read for the updates of the record that they support.

-- A trigger puts an activity here in the same transaction that stores it, so that none is missed; it leaves once its updates are on the
-- list of proposals. A deal whose texts were never read yet has just come in with its history, of which nothing is proposed. "Stamp" is
-- new with every change of the text: who read it takes it out only when the stamp is still the one it had before.
CREATE TABLE "update_queue" (
    "ActivityId" BLOB NOT NULL CONSTRAINT "PK_update_queue" PRIMARY KEY,
    "At" INTEGER NOT NULL,
    "Stamp" INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX "IX_update_queue_At" ON "update_queue" ("At");

CREATE TRIGGER update_activity_insert AFTER INSERT ON "activities"
WHEN new."DealId" IS NOT NULL AND new."Body" <> '' AND EXISTS (SELECT 1 FROM "deal_readings" WHERE "DealId" = new."DealId") BEGIN
    INSERT INTO "update_queue" ("ActivityId", "At", "Stamp") VALUES (new."Id", new."At", random())
    ON CONFLICT ("ActivityId") DO UPDATE SET "At" = excluded."At", "Stamp" = excluded."Stamp";
END;

-- A transcript often comes after the call, and a message may be given to its deal by hand.
CREATE TRIGGER update_activity_update AFTER UPDATE ON "activities"
WHEN new."DealId" IS NOT NULL AND new."Body" <> '' AND (old."Body" IS NOT new."Body" OR old."DealId" IS NOT new."DealId" OR old."At" IS NOT new."At")
    AND EXISTS (SELECT 1 FROM "deal_readings" WHERE "DealId" = new."DealId") BEGIN
    INSERT INTO "update_queue" ("ActivityId", "At", "Stamp") VALUES (new."Id", new."At", random())
    ON CONFLICT ("ActivityId") DO UPDATE SET "At" = excluded."At", "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER update_activity_delete AFTER DELETE ON "activities" BEGIN
    DELETE FROM "update_queue" WHERE "ActivityId" = old."Id";
END;
