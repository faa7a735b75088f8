CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ledger_id INTEGER NOT NULL,
    commits INTEGER NOT NULL CHECK (commits >= 0),
    high_water INTEGER
) STRICT;

CREATE TABLE account (
    user_id TEXT PRIMARY KEY,
    known_since INTEGER,
    paused_until INTEGER,
    pause_error TEXT,
    backfilled_at INTEGER,
    backfill_lease_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    digest BLOB PRIMARY KEY,
    user_id TEXT NOT NULL,
    paused_until INTEGER,
    pause_error TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    sender TEXT NOT NULL,
    to_user TEXT NOT NULL,
    busy INTEGER NOT NULL CHECK (busy IN (0, 1)),
    cool_until INTEGER,
    last_asked_at INTEGER,
    lease_until INTEGER,
    PRIMARY KEY (sender, to_user)
) STRICT, WITHOUT ROWID;

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
CREATE UNIQUE INDEX attempt_live ON attempt (sender, to_user) WHERE state IN ('reserved', 'sending');
CREATE INDEX attempt_pair ON attempt (to_user, sender, cool_until, asked_at);
CREATE INDEX attempt_counted ON attempt (sender, asked_at) WHERE state IN ('sending', 'unknown', 'sent');
CREATE INDEX attempt_unknown ON attempt (sender, id) WHERE state = 'unknown';
CREATE INDEX attempt_feedback ON attempt (feedback_id) WHERE feedback_id IS NOT NULL;
CREATE INDEX attempt_external ON attempt (external_id) WHERE external_id IS NOT NULL;

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

CREATE TABLE feedback (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER,
    updated_at INTEGER,
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    state BLOB NOT NULL
) STRICT;

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
CREATE INDEX sync_window_account ON sync_window (user_id, from_time);
