-- Full-text search over activities. The index keeps no copy of the texts; triggers keep it in step in the same transaction.
CREATE VIRTUAL TABLE activity_text USING fts5(
    "Subject", "Body", "Id" UNINDEXED,
    content = 'activities', content_rowid = 'RowId', tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TRIGGER activity_text_insert AFTER INSERT ON "activities" BEGIN
    INSERT INTO activity_text (rowid, "Subject", "Body", "Id") VALUES (new."RowId", new."Subject", new."Body", new."Id");
END;

CREATE TRIGGER activity_text_delete AFTER DELETE ON "activities" BEGIN
    INSERT INTO activity_text (activity_text, rowid, "Subject", "Body", "Id") VALUES ('delete', old."RowId", old."Subject", old."Body", old."Id");
END;

CREATE TRIGGER activity_text_update AFTER UPDATE OF "Subject", "Body" ON "activities" BEGIN
    INSERT INTO activity_text (activity_text, rowid, "Subject", "Body", "Id") VALUES ('delete', old."RowId", old."Subject", old."Body", old."Id");
    INSERT INTO activity_text (rowid, "Subject", "Body", "Id") VALUES (new."RowId", new."Subject", new."Body", new."Id");
END;

-- Activities of an older workspace.
INSERT INTO activity_text (activity_text) VALUES ('rebuild');
