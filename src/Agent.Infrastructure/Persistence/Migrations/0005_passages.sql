-- The team's own material, the passages of all texts, and the queue of the texts to be cut into passages again.
-- They take the place of the full-text index over whole activities.

DROP TRIGGER activity_text_insert;
DROP TRIGGER activity_text_delete;
DROP TRIGGER activity_text_update;
DROP TABLE activity_text;

CREATE TABLE "materials" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_materials" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "Use" TEXT NOT NULL,
    "Teams" TEXT NOT NULL,
    "ChangedAt" INTEGER NOT NULL,
    "ExternalId" TEXT NULL
);
CREATE UNIQUE INDEX "IX_materials_ExternalId" ON "materials" ("ExternalId");
CREATE INDEX "IX_materials_Title" ON "materials" ("Title");

-- Triggers put a text here in the same transaction that changes it. "Work" is 2 when its words are others now, 1 when only its deal,
-- owner or time is, and 0 when nothing but its vectors is missing. "Stamp" is new with every change: who worked on a text takes it out only when the stamp is still the same.
CREATE TABLE "index_queue" (
    "Kind" INTEGER NOT NULL,
    "SourceId" BLOB NOT NULL,
    "Work" INTEGER NOT NULL,
    "Stamp" INTEGER NOT NULL,
    CONSTRAINT "PK_index_queue" PRIMARY KEY ("Kind", "SourceId")
) WITHOUT ROWID;

-- How often a term occurs, counted when passages are written: for telling rare words from frequent ones and for typing errors. What is
-- deleted is not taken off; a rebuild counts anew.
CREATE TABLE "passage_terms" (
    "Term" TEXT NOT NULL CONSTRAINT "PK_passage_terms" PRIMARY KEY,
    "Count" INTEGER NOT NULL
) WITHOUT ROWID;

-- One row. "Made" says by which versions of cutting and analyzing the passages were made, "Space" numbers the embedding model.
CREATE TABLE "index_state" (
    "One" INTEGER NOT NULL CONSTRAINT "PK_index_state" PRIMARY KEY CHECK ("One" = 1),
    "Made" INTEGER NOT NULL,
    "Space" INTEGER NOT NULL,
    "Model" TEXT NULL,
    "Dimensions" INTEGER NULL
);
INSERT INTO "index_state" ("One", "Made", "Space") VALUES (1, 0, 0);

-- Numbers are never used twice, so that a number stands for the same words as long as it stands for any.
CREATE TABLE "passages" (
    "RowId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "SourceKind" INTEGER NOT NULL,
    "SourceId" BLOB NOT NULL,
    "Start" INTEGER NOT NULL,
    "Length" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Speaker" TEXT NULL,
    "ByBuyer" INTEGER NOT NULL,
    "Context" TEXT NOT NULL
);
CREATE INDEX "IX_passages_SourceId" ON "passages" ("SourceId");
CREATE INDEX "IX_passages_At" ON "passages" ("At");

-- The terms, made by the program, so that both sides of a search agree. "Scope" holds who and what a passage belongs to, as words: to
-- look them up together with the terms is what makes a filtered search fast.
CREATE VIRTUAL TABLE passage_text USING fts5(
    "Text", "Context", "Speaker", "Scope",
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE "passage_vectors" (
    "RowId" INTEGER NOT NULL PRIMARY KEY,
    "Space" INTEGER NOT NULL,
    "Vector" BLOB NOT NULL
);

CREATE TRIGGER passages_delete AFTER DELETE ON "passages" BEGIN
    DELETE FROM passage_text WHERE rowid = old."RowId";
    DELETE FROM "passage_vectors" WHERE "RowId" = old."RowId";
END;

-- The words of an activity.
CREATE TRIGGER index_activity_insert AFTER INSERT ON "activities" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (0, new."Id", 2, random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = 2, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_activity_text AFTER UPDATE ON "activities"
WHEN old."Body" IS NOT new."Body" BEGIN
    DELETE FROM "passages" WHERE "SourceId" = new."Id";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (0, new."Id", 2, random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = 2, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_activity_update AFTER UPDATE ON "activities"
WHEN old."Body" IS new."Body" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (0, new."Id", 1, random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_activity_delete AFTER DELETE ON "activities" BEGIN
    DELETE FROM "passages" WHERE "SourceId" = old."Id";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (0, old."Id", 2, random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = 2, "Stamp" = excluded."Stamp";
END;

-- Whose they are: a deal's texts are its owner's; those of an account alone are for the owners of its deals and its own.
CREATE TRIGGER index_deal_insert AFTER INSERT ON "deals"
WHEN new."AccountId" IS NOT NULL BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "AccountId" = new."AccountId" AND "DealId" IS NULL
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_deal_update AFTER UPDATE ON "deals"
WHEN old."AccountId" IS NOT new."AccountId" OR old."OwnerId" IS NOT new."OwnerId" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "DealId" = new."Id"
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "AccountId" IN (old."AccountId", new."AccountId") AND "DealId" IS NULL
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_deal_delete AFTER DELETE ON "deals"
WHEN old."AccountId" IS NOT NULL BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "AccountId" = old."AccountId" AND "DealId" IS NULL
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_account_update AFTER UPDATE ON "accounts"
WHEN old."OwnerId" IS NOT new."OwnerId" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
    SELECT 0, "Id", 1, random() FROM "activities" WHERE "AccountId" = new."Id" AND "DealId" IS NULL
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", 1), "Stamp" = excluded."Stamp";
END;

-- Material.
CREATE TRIGGER index_material_insert AFTER INSERT ON "materials" BEGIN
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (1, new."Id", 2, random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = 2, "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_material_update AFTER UPDATE ON "materials" BEGIN
    DELETE FROM "passages" WHERE "SourceId" = new."Id" AND old."Text" IS NOT new."Text";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (1, new."Id", 1 + (old."Text" IS NOT new."Text"), random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = max("Work", excluded."Work"), "Stamp" = excluded."Stamp";
END;

CREATE TRIGGER index_material_delete AFTER DELETE ON "materials" BEGIN
    DELETE FROM "passages" WHERE "SourceId" = old."Id";
    INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") VALUES (1, old."Id", 2, random())
    ON CONFLICT ("Kind", "SourceId") DO UPDATE SET "Work" = 2, "Stamp" = excluded."Stamp";
END;

-- Activities of an older workspace.
INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp") SELECT 0, "Id", 2, random() FROM "activities";
