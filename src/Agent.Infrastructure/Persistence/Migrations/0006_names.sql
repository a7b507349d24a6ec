-- Texts are found by the names of their deal and account too, so a new name indexes them again.

DROP TRIGGER index_deal_update;
CREATE TRIGGER index_deal_update AFTER UPDATE ON "deals"
WHEN old."AccountId" IS NOT new."AccountId" OR old."OwnerId" IS NOT new."OwnerId" OR old."Name" IS NOT new."Name" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "DealId" = new."Id"
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities"
    WHERE "AccountId" IN (old."AccountId", new."AccountId") AND "DealId" IS NULL AND (old."AccountId" IS NOT new."AccountId" OR old."OwnerId" IS NOT new."OwnerId")
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;

DROP TRIGGER index_account_update;
CREATE TRIGGER index_account_update AFTER UPDATE ON "accounts"
WHEN old."OwnerId" IS NOT new."OwnerId" OR old."Name" IS NOT new."Name" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "AccountId" = new."Id" AND "DealId" IS NULL
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, a."Id", 1, random() FROM "activities" a JOIN "deals" d ON d."Id" = a."DealId" WHERE d."AccountId" = new."Id" AND old."Name" IS NOT new."Name"
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;
