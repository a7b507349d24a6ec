-- What users think of answers; a question that was asked in other words takes the place of the turns from it on.
CREATE TABLE "turn_feedback" (
    "TurnId" BLOB NOT NULL CONSTRAINT "PK_turn_feedback" PRIMARY KEY,
    "ConversationId" BLOB NOT NULL,
    "Thumb" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "FK_turn_feedback_turns_TurnId" FOREIGN KEY ("TurnId") REFERENCES "turns" ("Id") ON DELETE CASCADE
);
CREATE INDEX "IX_turn_feedback_ConversationId" ON "turn_feedback" ("ConversationId");
CREATE INDEX "IX_turn_feedback_At" ON "turn_feedback" ("At");

ALTER TABLE "turns" ADD COLUMN "ReplacedById" BLOB NULL;
