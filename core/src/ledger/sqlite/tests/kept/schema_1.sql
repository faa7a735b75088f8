BEGIN TRANSACTION;
PRAGMA application_id = 1417102946;
PRAGMA user_version = 1;
CREATE TABLE account (
    user_id TEXT PRIMARY KEY,
    known_since INTEGER,
    paused_until INTEGER,
    pause_error TEXT,
    backfilled_at INTEGER,
    backfill_lease_until INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO "account" VALUES('900',1799999990000,NULL,NULL,NULL,NULL);
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sender TEXT NOT NULL,
    to_user TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('skipped', 'reserved', 'sending', 'unknown', 'sent', 'failed', 'released', 'absent', 'foreign')
    ),
    type TEXT NOT NULL,
    external_id TEXT,
    question_variant_id TEXT,
    display_name TEXT,
    test INTEGER NOT NULL CHECK (test IN (0, 1)),
    agent_id TEXT,
    team TEXT,
    tags TEXT,
    language TEXT,
    reason TEXT,
    until INTEGER,
    attempted_at INTEGER NOT NULL,
    lease_until INTEGER,
    cooldown INTEGER NOT NULL,
    sending_at INTEGER,
    deadline_at INTEGER,
    asked_at INTEGER,
    settled_at INTEGER,
    cool_until INTEGER,
    feedback_id TEXT,
    first_scan_at INTEGER,
    error TEXT,
    CHECK (state NOT IN ('sending', 'unknown', 'sent', 'absent', 'foreign') OR (asked_at NOT NULL AND cool_until NOT NULL))
) STRICT;
INSERT INTO "attempt" VALUES(1,'900','1','sent','nps','case-1','2','Furni',0,'agent_7','north','["vip","late"]','pt-BR',NULL,NULL,1800000000000,1800000030000,608400000,1800000000000,1800000060000,1800000000000,1800000001000,1800608400000,'77',NULL,NULL);
INSERT INTO "attempt" VALUES(2,'900','2','unknown','nps','case-2',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1800000100000,1800000130000,608400000,1800000100000,1800000160000,1800000160000,1800000101000,1800608560000,NULL,NULL,'{"kind":"outcome_unknown","status":503,"codes":[131],"message":"x"}');
INSERT INTO "attempt" VALUES(3,'900','1','skipped','nps','case-1',NULL,NULL,0,NULL,NULL,NULL,NULL,'cooldown',1800608400000,1800000150000,NULL,0,NULL,NULL,NULL,1800000150000,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(4,'900','3','failed','nps','case-3',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1800000200000,1800000230000,608400000,1800000200000,1800000260000,NULL,1800000201000,NULL,NULL,NULL,'{"kind":"cannot_message","status":503,"codes":[131],"message":"x"}');
INSERT INTO "attempt" VALUES(5,'900','4','foreign','nps','case-4','2',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1800180000000,NULL,608400000,NULL,NULL,1800000300000,1800180000000,1800608700000,'79',NULL,NULL);
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    feedback_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    source TEXT NOT NULL,
    event_at INTEGER,
    received_at INTEGER NOT NULL,
    raw TEXT NOT NULL,
    UNIQUE (feedback_id, digest)
) STRICT;
INSERT INTO "event" VALUES(1,'77',X'91BE428090816F1AEBA2CAAAFA4F16E6','events',1800000005000,1800180000000,'{"created_at":"2027-01-15T08:00:05.000Z","event_type":"feedback.updated","feedback":{"created_at":"2027-01-15T08:00:00.000Z","dm_id":"5","external_id":"case-1","from_user_id":"900","id":"77","privacy_url":"https://furni.example/privacy","question_variant_id":2,"response":{"score":{"created_at":"2027-01-15T08:50:00.000Z","value":9}},"test":false,"to_user_id":"1","type":"nps","updated_at":"2027-01-15T08:00:05.000Z"}}');
INSERT INTO "event" VALUES(2,'77',X'929760622722E1180BBBB4D384DD54FB','events',1800000005000,1800180000000,'{"created_at":"2027-01-15T08:00:05.000Z","event_type":"feedback.updated","feedback":{"created_at":"2027-01-15T08:00:00.000Z","dm_id":"5","external_id":"case-1","from_user_id":"900","id":"77","privacy_url":"https://furni.example/privacy","question_variant_id":2,"response":{"text":{"created_at":"2027-01-15T08:51:00.000Z","value":"Quick!"}},"test":false,"to_user_id":"1","type":"nps","updated_at":"2027-01-15T08:00:05.000Z"}}');
INSERT INTO "event" VALUES(3,'79',X'4DB39FD2663FD2856A7E2122FB4E7465','events',1800000305000,1800180000000,'{"created_at":"2027-01-15T08:05:05.000Z","event_type":"feedback.updated","feedback":{"created_at":"2027-01-15T08:05:00.000Z","dm_id":"5","external_id":"case-4","from_user_id":"900","id":"79","privacy_url":"https://furni.example/privacy","question_variant_id":2,"response":{},"test":false,"to_user_id":"4","type":"nps","updated_at":"2027-01-15T08:05:05.000Z"}}');
CREATE TABLE feedback (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER,
    updated_at INTEGER,
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    state BLOB NOT NULL
) STRICT;
INSERT INTO "feedback" VALUES(1,'77',1800000000000,1800000005000,1,X'010237370180C0E285E36801908EE385E3680101908EE385E36801908EE385E3689DBA46884A8C0F87B41D4FA5A891998C1899D5D983CBA16A83FE77CA59994C8D0801000566616C7365020005226E707322030005223930302204000322312205000322352206000822636173652D312208000322322209001F2268747470733A2F2F6675726E692E6578616D706C652F70726976616379220180DBD088E3681201C084D888E36806517569636B21');
INSERT INTO "feedback" VALUES(2,'79',1800000300000,1800000305000,0,X'0102373901C08F8786E36801D0DD8786E3680101D0DD8786E36801D0DD8786E368D134DED6E0A99E090BA9A75A97CE457182648E71898CC6F149F5A947B45D95B60801000566616C7365020005226E707322030005223930302204000322342205000322352206000822636173652D342208000322322209001F2268747470733A2F2F6675726E692E6578616D706C652F70726976616379220000');
CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ledger_id INTEGER NOT NULL,
    commits INTEGER NOT NULL CHECK (commits >= 0),
    high_water INTEGER
) STRICT;
INSERT INTO "meta" VALUES(1,-884451348284657241,13,1800000200000);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    source TEXT NOT NULL,
    window_id INTEGER,
    received_at INTEGER NOT NULL,
    json_path TEXT NOT NULL,
    reason TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;
INSERT INTO "quarantine" VALUES(1,X'76A8527868ADAABF03B24AA1BDCC14C1','events',1,1800180000000,'event_type','no text','{"event_type": 5}');
CREATE TABLE slot (
    sender TEXT NOT NULL,
    to_user TEXT NOT NULL,
    busy INTEGER NOT NULL CHECK (busy IN (0, 1)),
    cool_until INTEGER,
    last_asked_at INTEGER,
    lease_until INTEGER,
    PRIMARY KEY (sender, to_user)
) STRICT, WITHOUT ROWID;
INSERT INTO "slot" VALUES('900','1',0,1800608400000,1800000000000,NULL);
INSERT INTO "slot" VALUES('900','2',0,1800608560000,1800000160000,NULL);
INSERT INTO "slot" VALUES('900','3',0,NULL,NULL,NULL);
INSERT INTO "slot" VALUES('900','4',0,1800608700000,1800000300000,NULL);
CREATE TABLE sync_window (
    id INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL,
    from_time INTEGER NOT NULL,
    to_time INTEGER NOT NULL,
    cursor TEXT,
    pages INTEGER NOT NULL,
    events INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    completed_at INTEGER
) STRICT;
INSERT INTO "sync_window" VALUES(1,'900',1799300000000,1800090000000,NULL,1,3,1799999995000,1800180000000);
CREATE TABLE token (
    digest BLOB PRIMARY KEY,
    user_id TEXT NOT NULL,
    paused_until INTEGER,
    pause_error TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO "token" VALUES(X'0909090909090909090909090909090909090909090909090909090909090909','900',NULL,NULL);
CREATE UNIQUE INDEX attempt_live ON attempt (sender, to_user) WHERE state IN ('reserved', 'sending');
CREATE INDEX attempt_pair ON attempt (to_user, sender, cool_until, asked_at);
CREATE INDEX attempt_counted ON attempt (sender, asked_at) WHERE state IN ('sending', 'unknown', 'sent');
CREATE INDEX attempt_unknown ON attempt (sender, id) WHERE state = 'unknown';
CREATE INDEX attempt_feedback ON attempt (feedback_id) WHERE feedback_id IS NOT NULL;
CREATE INDEX attempt_external ON attempt (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX sync_window_account ON sync_window (user_id, from_time);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('attempt',5);
COMMIT;
