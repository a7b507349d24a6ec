-- Tokens that users spent on language models, per month and model. Who is deleted leaves the sums that the team paid for.
CREATE TABLE "token_usage" (
    "UserId" BLOB NOT NULL,
    "Month" TEXT NOT NULL,
    "Model" TEXT NOT NULL,
    "InputTokens" INTEGER NOT NULL,
    "OutputTokens" INTEGER NOT NULL,
    "Requests" INTEGER NOT NULL,
    CONSTRAINT "PK_token_usage" PRIMARY KEY ("UserId", "Month", "Model")
);
