-- A bonus for the buyer's voice brought nothing, and nothing else asked for whose side a passage is.
ALTER TABLE "passages" DROP COLUMN "ByBuyer";
