-- What the texts of deals say, kept; the queue of the deals to look at again; waits, scores and settings.

-- Triggers put a deal here in the same transaction that changes it, so that no change is missed. "Texts" tells a change that needs
-- the texts read again from one of the record alone. "Stamp" is new with every change: who worked on a deal takes it out only when
-- the stamp is still the one it had before. The id of all zeroes stands for all open deals.
CREATE TABLE "insight_queue" (
    "DealId" BLOB NOT NULL CONSTRAINT "PK_insight_queue" PRIMARY KEY,
    "Texts" INTEGER NOT NULL,
    "Stamp" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE "deal_readings" (
    "DealId" BLOB NOT NULL CONSTRAINT "PK_deal_readings" PRIMARY KEY,
    "Version" INTEGER NOT NULL,
    "ReadAt" INTEGER NOT NULL,
    "ReadAgainAt" INTEGER NULL,
    "Document" TEXT NOT NULL,
    "Fault" TEXT NULL,
    CONSTRAINT "FK_deal_readings_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE
);

CREATE TABLE "deal_snoozes" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_deal_snoozes" PRIMARY KEY,
    "DealId" BLOB NOT NULL,
    "Reason" TEXT NOT NULL,
    "Until" TEXT NOT NULL,
    "ById" BLOB NULL,
    "DeclaredAt" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    CONSTRAINT "FK_deal_snoozes_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_deal_snoozes_users_ById" FOREIGN KEY ("ById") REFERENCES "users" ("Id") ON DELETE SET NULL
);

CREATE TABLE "qualification_scores" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_qualification_scores" PRIMARY KEY,
    "DealId" BLOB NOT NULL,
    "Framework" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Result" TEXT NOT NULL,
    "Score" INTEGER NOT NULL,
    "Known" INTEGER NOT NULL,
    "Status" TEXT NOT NULL,
    "DecidedById" BLOB NULL,
    "DecidedAt" INTEGER NULL,
    "Comment" TEXT NULL,
    CONSTRAINT "FK_qualification_scores_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_qualification_scores_users_DecidedById" FOREIGN KEY ("DecidedById") REFERENCES "users" ("Id") ON DELETE SET NULL
);

CREATE TABLE "settings" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_settings" PRIMARY KEY,
    "Value" TEXT NOT NULL,
    "ChangedById" BLOB NULL,
    "ChangedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_settings_users_ChangedById" FOREIGN KEY ("ChangedById") REFERENCES "users" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_deal_readings_ReadAgainAt" ON "deal_readings" ("ReadAgainAt");
CREATE INDEX "IX_deal_readings_Version" ON "deal_readings" ("Version");
CREATE INDEX "IX_deal_snoozes_ById" ON "deal_snoozes" ("ById");
CREATE INDEX "IX_deal_snoozes_DealId_DeclaredAt" ON "deal_snoozes" ("DealId", "DeclaredAt");
CREATE INDEX "IX_qualification_scores_DealId_Framework_At" ON "qualification_scores" ("DealId", "Framework", "At");
CREATE INDEX "IX_qualification_scores_DecidedById" ON "qualification_scores" ("DecidedById");
CREATE INDEX "IX_settings_ChangedById" ON "settings" ("ChangedById");

-- The texts of a deal.
CREATE TRIGGER insight_activity_insert AFTER INSERT ON "activities"
WHEN new."DealId" IS NOT NULL BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."DealId", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_activity_update AFTER UPDATE ON "activities" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 1, random() FROM "deals" WHERE "Id" IN (old."DealId", new."DealId")
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_activity_delete AFTER DELETE ON "activities"
WHEN old."DealId" IS NOT NULL BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (old."DealId", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

-- The deal itself. Its stages, changes and lines change together with its own row.
CREATE TRIGGER insight_deal_insert AFTER INSERT ON "deals" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."Id", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_deal_update AFTER UPDATE ON "deals" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."Id", 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_deal_rename AFTER UPDATE ON "deals"
WHEN old."Name" IS NOT new."Name" OR old."AccountId" IS NOT new."AccountId" OR old."OwnerId" IS NOT new."OwnerId" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."Id", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_deal_delete AFTER DELETE ON "deals" BEGIN
    DELETE FROM "insight_queue" WHERE "DealId" = old."Id";
END;

CREATE TRIGGER insight_task_insert AFTER INSERT ON "tasks"
WHEN new."DealId" IS NOT NULL BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."DealId", 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_task_update AFTER UPDATE ON "tasks" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 0, random() FROM "deals" WHERE "Id" IN (old."DealId", new."DealId")
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_task_delete AFTER DELETE ON "tasks"
WHEN old."DealId" IS NOT NULL BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (old."DealId", 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_snooze_insert AFTER INSERT ON "deal_snoozes" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."DealId", 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_snooze_update AFTER UPDATE ON "deal_snoozes" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."DealId", 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

-- Who speaks for the buyer, and what the buyer is.
CREATE TRIGGER insight_role_insert AFTER INSERT ON "deal_roles" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."DealId", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_role_update AFTER UPDATE ON "deal_roles" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (new."DealId", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_role_delete AFTER DELETE ON "deal_roles" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (old."DealId", 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_contact_insert AFTER INSERT ON "contacts"
WHEN new."AccountId" IS NOT NULL BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 1, random() FROM "deals" WHERE "AccountId" = new."AccountId"
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_contact_update AFTER UPDATE ON "contacts" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 1, random() FROM "deals" WHERE "AccountId" IN (old."AccountId", new."AccountId")
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "DealId", 1, random() FROM "deal_roles" WHERE "ContactId" = new."Id"
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_contact_delete AFTER DELETE ON "contacts" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 1, random() FROM "deals" WHERE "AccountId" = old."AccountId"
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_account_update AFTER UPDATE ON "accounts" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 1, random() FROM "deals" WHERE "AccountId" = new."Id"
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

-- What all readings go by: who speaks for us, the price book, the settings of the reading.
CREATE TRIGGER insight_user_insert AFTER INSERT ON "users" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_user_update AFTER UPDATE ON "users"
WHEN old."Name" IS NOT new."Name" OR old."Email" IS NOT new."Email" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_user_delete AFTER DELETE ON "users" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_product_insert AFTER INSERT ON "products" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_product_update AFTER UPDATE ON "products" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_product_delete AFTER DELETE ON "products" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_setting_insert AFTER INSERT ON "settings"
WHEN new."Key" IN ('delivery-policy', 'competitors', 'framework') OR new."Key" LIKE 'framework:%' BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_setting_update AFTER UPDATE ON "settings"
WHEN new."Key" IN ('delivery-policy', 'competitors', 'framework') OR new."Key" LIKE 'framework:%' BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_setting_delete AFTER DELETE ON "settings"
WHEN old."Key" IN ('delivery-policy', 'competitors', 'framework') OR old."Key" LIKE 'framework:%' BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 1, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp";
END;

-- Thresholds and stages say what is a risk.
CREATE TRIGGER insight_pipeline_update AFTER UPDATE ON "pipelines" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_stage_insert AFTER INSERT ON "stages" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_stage_update AFTER UPDATE ON "stages" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER insight_stage_delete AFTER DELETE ON "stages" BEGIN
    INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") VALUES (x'00000000000000000000000000000000', 0, random())
    ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp";
END;

-- Deals of an older workspace.
INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp") SELECT "Id", 1, random() FROM "deals";
