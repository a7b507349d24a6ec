-- The deal store, conversations and sign-in data. Times are Unix milliseconds, days yyyy-MM-dd, money hundredths.

CREATE TABLE "pipelines" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_pipelines" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Thresholds" TEXT NOT NULL
);

CREATE TABLE "products" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_products" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Family" TEXT NULL,
    "ListPrice" INTEGER NULL,
    "Currency" TEXT NULL,
    "Unit" TEXT NULL,
    "ExternalId" TEXT NULL
);

CREATE TABLE "teams" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_teams" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "ParentId" BLOB NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_teams_teams_ParentId" FOREIGN KEY ("ParentId") REFERENCES "teams" ("Id") ON DELETE SET NULL
);

CREATE TABLE "stages" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_stages" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Order" INTEGER NOT NULL,
    "Status" TEXT NOT NULL,
    "WinProbability" REAL NOT NULL,
    "UsualDays" INTEGER NULL,
    "ExitCriterion" TEXT NULL,
    "NextAction" TEXT NULL,
    "NextActionWithinHours" INTEGER NULL,
    "PipelineId" BLOB NOT NULL,
    CONSTRAINT "FK_stages_pipelines_PipelineId" FOREIGN KEY ("PipelineId") REFERENCES "pipelines" ("Id") ON DELETE CASCADE
);

CREATE TABLE "users" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_users" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Email" TEXT NULL,
    "Role" TEXT NOT NULL,
    "TeamId" BLOB NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_users_teams_TeamId" FOREIGN KEY ("TeamId") REFERENCES "teams" ("Id") ON DELETE SET NULL
);

CREATE TABLE "accounts" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Domain" TEXT NULL,
    "Industry" TEXT NULL,
    "Employees" INTEGER NULL,
    "Revenue" INTEGER NULL,
    "Country" TEXT NULL,
    "OwnerId" BLOB NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_accounts_users_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "users" ("Id") ON DELETE SET NULL
);

CREATE TABLE "conversations" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_conversations" PRIMARY KEY,
    "UserId" BLOB NOT NULL,
    "Title" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "UpdatedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_conversations_users_UserId" FOREIGN KEY ("UserId") REFERENCES "users" ("Id") ON DELETE CASCADE
);

CREATE TABLE "logins" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_logins" PRIMARY KEY,
    "UserId" BLOB NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" INTEGER NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL,
    CONSTRAINT "FK_logins_users_UserId" FOREIGN KEY ("UserId") REFERENCES "users" ("Id") ON DELETE CASCADE
);

CREATE TABLE "quotas" (
    "UserId" BLOB NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "Amount" INTEGER NOT NULL,
    "Currency" TEXT NOT NULL,
    CONSTRAINT "PK_quotas" PRIMARY KEY ("UserId", "From"),
    CONSTRAINT "FK_quotas_users_UserId" FOREIGN KEY ("UserId") REFERENCES "users" ("Id") ON DELETE CASCADE
);

CREATE TABLE "sign_in_links" (
    "TokenHash" BLOB NOT NULL CONSTRAINT "PK_sign_in_links" PRIMARY KEY,
    "UserId" BLOB NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "UsedAt" INTEGER NULL,
    CONSTRAINT "FK_sign_in_links_users_UserId" FOREIGN KEY ("UserId") REFERENCES "users" ("Id") ON DELETE CASCADE
);

CREATE TABLE "contacts" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_contacts" PRIMARY KEY,
    "AccountId" BLOB NULL,
    "Name" TEXT NOT NULL,
    "Title" TEXT NULL,
    "Email" TEXT NULL,
    "Phone" TEXT NULL,
    "LeftOn" TEXT NULL,
    "OwnerId" BLOB NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_contacts_accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "accounts" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_contacts_users_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "users" ("Id") ON DELETE SET NULL
);

CREATE TABLE "deals" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_deals" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "AccountId" BLOB NULL,
    "PipelineId" BLOB NOT NULL,
    "StageId" BLOB NOT NULL,
    "Status" TEXT NOT NULL,
    "StageEnteredOn" TEXT NULL,
    "OwnerId" BLOB NULL,
    "Amount" INTEGER NULL,
    "Currency" TEXT NOT NULL,
    "Source" TEXT NULL,
    "Type" TEXT NULL,
    "CreatedOn" TEXT NULL,
    "CloseDate" TEXT NULL,
    "CycleDays" INTEGER NULL,
    "LossReason" TEXT NULL,
    "NextStep" TEXT NULL,
    "NextStepDue" TEXT NULL,
    "Version" INTEGER NOT NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_deals_accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "accounts" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_deals_pipelines_PipelineId" FOREIGN KEY ("PipelineId") REFERENCES "pipelines" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_deals_stages_StageId" FOREIGN KEY ("StageId") REFERENCES "stages" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_deals_users_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "users" ("Id") ON DELETE SET NULL
);

CREATE TABLE "turn_events" (
    "ConversationId" BLOB NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "TurnId" BLOB NOT NULL,
    "Payload" TEXT NOT NULL,
    CONSTRAINT "PK_turn_events" PRIMARY KEY ("ConversationId", "Sequence"),
    CONSTRAINT "FK_turn_events_conversations_ConversationId" FOREIGN KEY ("ConversationId") REFERENCES "conversations" ("Id") ON DELETE CASCADE
);

CREATE TABLE "turns" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_turns" PRIMARY KEY,
    "ConversationId" BLOB NOT NULL,
    "Question" TEXT NOT NULL,
    "PageDealId" BLOB NULL,
    "FocusDealId" BLOB NULL,
    "Status" TEXT NOT NULL,
    "Answer" TEXT NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "LeaseUntil" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    CONSTRAINT "FK_turns_conversations_ConversationId" FOREIGN KEY ("ConversationId") REFERENCES "conversations" ("Id") ON DELETE CASCADE
);

CREATE TABLE "login_claims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_login_claims" PRIMARY KEY AUTOINCREMENT,
    "UserId" BLOB NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_login_claims_logins_UserId" FOREIGN KEY ("UserId") REFERENCES "logins" ("Id") ON DELETE CASCADE
);

CREATE TABLE "login_providers" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" BLOB NOT NULL,
    CONSTRAINT "PK_login_providers" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_login_providers_logins_UserId" FOREIGN KEY ("UserId") REFERENCES "logins" ("Id") ON DELETE CASCADE
);

CREATE TABLE "login_tokens" (
    "UserId" BLOB NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_login_tokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_login_tokens_logins_UserId" FOREIGN KEY ("UserId") REFERENCES "logins" ("Id") ON DELETE CASCADE
);

-- "RowId" is the number that a full-text index knows an activity by; it survives VACUUM because it is declared.
CREATE TABLE "activities" (
    "RowId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "Id" BLOB NOT NULL CONSTRAINT "PK_activities" UNIQUE,
    "DealId" BLOB NULL,
    "AccountId" BLOB NULL,
    "Kind" TEXT NOT NULL,
    "Direction" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Subject" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "Minutes" INTEGER NULL,
    "AuthorId" BLOB NULL,
    "Participants" TEXT NOT NULL,
    "InReplyTo" TEXT NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_activities_accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "accounts" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_activities_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_activities_users_AuthorId" FOREIGN KEY ("AuthorId") REFERENCES "users" ("Id") ON DELETE SET NULL
);

CREATE TABLE "deal_changes" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_deal_changes" PRIMARY KEY AUTOINCREMENT,
    "Field" TEXT NOT NULL,
    "Before" TEXT NULL,
    "After" TEXT NULL,
    "On" TEXT NOT NULL,
    "DealId" BLOB NOT NULL,
    CONSTRAINT "FK_deal_changes_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE
);

CREATE TABLE "deal_lines" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_deal_lines" PRIMARY KEY AUTOINCREMENT,
    "ProductId" BLOB NOT NULL,
    "Quantity" INTEGER NOT NULL,
    "UnitPrice" INTEGER NULL,
    "DealId" BLOB NOT NULL,
    CONSTRAINT "FK_deal_lines_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_deal_lines_products_ProductId" FOREIGN KEY ("ProductId") REFERENCES "products" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "deal_roles" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_deal_roles" PRIMARY KEY AUTOINCREMENT,
    "ContactId" BLOB NOT NULL,
    "Role" TEXT NOT NULL,
    "DealId" BLOB NOT NULL,
    CONSTRAINT "FK_deal_roles_contacts_ContactId" FOREIGN KEY ("ContactId") REFERENCES "contacts" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_deal_roles_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE
);

CREATE TABLE "deal_stages" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_deal_stages" PRIMARY KEY AUTOINCREMENT,
    "StageId" BLOB NOT NULL,
    "EnteredOn" TEXT NOT NULL,
    "DealId" BLOB NOT NULL,
    CONSTRAINT "FK_deal_stages_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE
);

CREATE TABLE "tasks" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_tasks" PRIMARY KEY,
    "DealId" BLOB NULL,
    "OwnerId" BLOB NULL,
    "Title" TEXT NOT NULL,
    "DueOn" TEXT NULL,
    "DoneAt" INTEGER NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExternalId" TEXT NULL,
    CONSTRAINT "FK_tasks_deals_DealId" FOREIGN KEY ("DealId") REFERENCES "deals" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_tasks_users_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "users" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_accounts_Domain" ON "accounts" ("Domain");
CREATE UNIQUE INDEX "IX_accounts_ExternalId" ON "accounts" ("ExternalId");
CREATE INDEX "IX_accounts_Name" ON "accounts" ("Name");
CREATE INDEX "IX_accounts_OwnerId" ON "accounts" ("OwnerId");
CREATE INDEX "IX_activities_AccountId_At" ON "activities" ("AccountId", "At");
CREATE INDEX "IX_activities_AuthorId" ON "activities" ("AuthorId");
CREATE INDEX "IX_activities_DealId_At" ON "activities" ("DealId", "At");
CREATE UNIQUE INDEX "IX_activities_ExternalId" ON "activities" ("ExternalId");
CREATE INDEX "IX_contacts_AccountId" ON "contacts" ("AccountId");
CREATE INDEX "IX_contacts_Email" ON "contacts" ("Email");
CREATE UNIQUE INDEX "IX_contacts_ExternalId" ON "contacts" ("ExternalId");
CREATE INDEX "IX_contacts_Name" ON "contacts" ("Name");
CREATE INDEX "IX_contacts_OwnerId" ON "contacts" ("OwnerId");
CREATE INDEX "IX_conversations_UserId_UpdatedAt" ON "conversations" ("UserId", "UpdatedAt");
CREATE INDEX "IX_deal_changes_DealId" ON "deal_changes" ("DealId");
CREATE INDEX "IX_deal_lines_DealId" ON "deal_lines" ("DealId");
CREATE INDEX "IX_deal_lines_ProductId" ON "deal_lines" ("ProductId");
CREATE INDEX "IX_deal_roles_ContactId" ON "deal_roles" ("ContactId");
CREATE INDEX "IX_deal_roles_DealId" ON "deal_roles" ("DealId");
CREATE INDEX "IX_deal_stages_DealId" ON "deal_stages" ("DealId");
CREATE INDEX "IX_deals_AccountId" ON "deals" ("AccountId");
CREATE UNIQUE INDEX "IX_deals_ExternalId" ON "deals" ("ExternalId");
CREATE INDEX "IX_deals_Name" ON "deals" ("Name");
CREATE INDEX "IX_deals_OwnerId_Status" ON "deals" ("OwnerId", "Status");
CREATE INDEX "IX_deals_PipelineId" ON "deals" ("PipelineId");
CREATE INDEX "IX_deals_StageId" ON "deals" ("StageId");
CREATE INDEX "IX_deals_Status_CloseDate" ON "deals" ("Status", "CloseDate");
CREATE INDEX "IX_login_claims_UserId" ON "login_claims" ("UserId");
CREATE INDEX "IX_login_providers_UserId" ON "login_providers" ("UserId");
CREATE INDEX "EmailIndex" ON "logins" ("NormalizedEmail");
CREATE UNIQUE INDEX "IX_logins_UserId" ON "logins" ("UserId");
CREATE UNIQUE INDEX "UserNameIndex" ON "logins" ("NormalizedUserName");
CREATE UNIQUE INDEX "IX_products_ExternalId" ON "products" ("ExternalId");
CREATE INDEX "IX_products_Name" ON "products" ("Name");
CREATE INDEX "IX_sign_in_links_UserId" ON "sign_in_links" ("UserId");
CREATE INDEX "IX_stages_PipelineId" ON "stages" ("PipelineId");
CREATE INDEX "IX_tasks_DealId" ON "tasks" ("DealId");
CREATE UNIQUE INDEX "IX_tasks_ExternalId" ON "tasks" ("ExternalId");
CREATE INDEX "IX_tasks_OwnerId_DueOn" ON "tasks" ("OwnerId", "DueOn");
CREATE UNIQUE INDEX "IX_teams_ExternalId" ON "teams" ("ExternalId");
CREATE INDEX "IX_teams_ParentId" ON "teams" ("ParentId");
CREATE INDEX "IX_turns_ConversationId_StartedAt" ON "turns" ("ConversationId", "StartedAt");
CREATE INDEX "IX_turns_Status" ON "turns" ("Status");
CREATE INDEX "IX_users_Email" ON "users" ("Email");
CREATE UNIQUE INDEX "IX_users_ExternalId" ON "users" ("ExternalId");
CREATE INDEX "IX_users_TeamId" ON "users" ("TeamId");
