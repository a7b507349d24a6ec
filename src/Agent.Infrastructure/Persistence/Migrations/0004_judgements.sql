-- How open deals stand, judged for a day, so that a question about all of them need not load all of them.
CREATE TABLE "deal_judgements" (
    "DealId" BLOB NOT NULL CONSTRAINT "PK_deal_judgements" PRIMARY KEY,
    "Day" TEXT NOT NULL,
    "Verdict" INTEGER NOT NULL,
    "Importance" REAL NOT NULL,
    "Document" TEXT NULL,
    CONSTRAINT "FK_deal_judgements_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE
);

-- What was won last says what is usual for all that is open.
CREATE TRIGGER insight_deal_closed AFTER UPDATE ON "deals"
WHEN old."Status" IS NOT new."Status" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_deal_won AFTER INSERT ON "deals"
WHEN new."Status" = 'Won' BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;
