-- The log of events and the order in which everybody sees them. Both only ever grow.

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    on_behalf TEXT,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;

CREATE INDEX event_of_entity ON event (entity, entity_id);

-- `hash` = SHA-256 over `prev_hash`, the position and the event; both in lower-case hexadecimal.
CREATE TABLE event_place (
    position INTEGER NOT NULL PRIMARY KEY,
    event_id INTEGER NOT NULL UNIQUE REFERENCES event (id),
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Events that have no place yet. Kept by triggers, so that the sequencer need not search the log.
CREATE TABLE event_waiting (
    event_id INTEGER NOT NULL PRIMARY KEY REFERENCES event (id)
) STRICT;

CREATE TRIGGER event_waits AFTER INSERT ON event
BEGIN INSERT INTO event_waiting (event_id) VALUES (NEW.id); END;

CREATE TRIGGER event_waits_no_longer AFTER INSERT ON event_place
BEGIN DELETE FROM event_waiting WHERE event_id = NEW.event_id; END;

CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event only ever grows'); END;

CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event only ever grows'); END;

CREATE TRIGGER event_place_refuses_update BEFORE UPDATE ON event_place
BEGIN SELECT RAISE(ABORT, 'event_place only ever grows'); END;

CREATE TRIGGER event_place_refuses_delete BEFORE DELETE ON event_place
BEGIN SELECT RAISE(ABORT, 'event_place only ever grows'); END;
