-- Changes that wait for a person, what became of them, and the log of the decisions.

-- "Change", "Edited" and "Origin" are JSON; the columns beside them repeat what queries ask for. "Revision" is new with every write, so
-- that whoever watches finds what changed since.
CREATE TABLE "proposals" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_proposals" PRIMARY KEY,
    "Change" TEXT NOT NULL,
    "Edited" TEXT NULL,
    "Origin" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "DecidedById" BLOB NULL,
    "DecidedAt" INTEGER NULL,
    "Comment" TEXT NULL,
    "UndoneById" BLOB NULL,
    "UndoneAt" INTEGER NULL,
    "DealId" BLOB NULL,
    "AccountId" BLOB NULL,
    "UserId" BLOB NULL,
    "ConversationId" BLOB NULL,
    "Kind" TEXT NOT NULL,
    "Direction" TEXT NULL,
    "Slot" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_proposals_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_proposals_accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "accounts" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_proposals_users_UserId" FOREIGN KEY ("UserId") REFERENCES "users" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_proposals_users_DecidedById" FOREIGN KEY ("DecidedById") REFERENCES "users" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_proposals_users_UndoneById" FOREIGN KEY ("UndoneById") REFERENCES "users" ("Id") ON DELETE SET NULL
);
-- One change of a thing waits at a time.
CREATE UNIQUE INDEX "IX_proposals_Pending" ON "proposals" ("Slot") WHERE "Status" = 'Pending';
CREATE INDEX "IX_proposals_Slot_Status" ON "proposals" ("Slot", "Status");
CREATE UNIQUE INDEX "IX_proposals_Revision" ON "proposals" ("Revision");
CREATE INDEX "IX_proposals_DealId_Status" ON "proposals" ("DealId", "Status");
CREATE INDEX "IX_proposals_Status_CreatedAt" ON "proposals" ("Status", "CreatedAt");
CREATE INDEX "IX_proposals_ConversationId_CreatedAt" ON "proposals" ("ConversationId", "CreatedAt");
CREATE INDEX "IX_proposals_AccountId" ON "proposals" ("AccountId");
CREATE INDEX "IX_proposals_UserId" ON "proposals" ("UserId");
CREATE INDEX "IX_proposals_DecidedById" ON "proposals" ("DecidedById");
CREATE INDEX "IX_proposals_UndoneById" ON "proposals" ("UndoneById");

-- Without foreign keys: the log outlives what it tells of.
CREATE TABLE "audit_log" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_audit_log" PRIMARY KEY AUTOINCREMENT,
    "ProposalId" BLOB NOT NULL,
    "Action" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "DealId" BLOB NULL,
    "AccountId" BLOB NULL,
    "At" INTEGER NOT NULL,
    "ById" BLOB NOT NULL,
    "By" TEXT NOT NULL,
    "Model" TEXT NOT NULL,
    "PromptHash" TEXT NULL,
    "Detail" TEXT NOT NULL
);
CREATE INDEX "IX_audit_log_DealId_Sequence" ON "audit_log" ("DealId", "Sequence");
CREATE INDEX "IX_audit_log_ProposalId" ON "audit_log" ("ProposalId");
CREATE INDEX "IX_audit_log_ById_Sequence" ON "audit_log" ("ById", "Sequence");

CREATE TRIGGER audit_log_update BEFORE UPDATE ON "audit_log" BEGIN
    SELECT RAISE(ABORT, 'The audit log is only ever added to.');
END;
CREATE TRIGGER audit_log_delete BEFORE DELETE ON "audit_log" BEGIN
    SELECT RAISE(ABORT, 'The audit log is only ever added to.');
END;
