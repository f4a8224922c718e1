-- H2 looks a value up in a constant set, as in CHECK (status IN (...)), by means of the connection that declared it. When the
-- pool had retired that one, half an hour after the first start, no alert could be added any more: "The database has been
-- closed". A type of its own says the same, and belongs to no connection.
DROP INDEX alert_of_name;
ALTER TABLE alert ADD COLUMN state ENUM ('firing', 'resolved');
UPDATE alert SET state = status;
ALTER TABLE alert ALTER COLUMN state SET NOT NULL;
ALTER TABLE alert DROP COLUMN status;
ALTER TABLE alert ALTER COLUMN state RENAME TO status;
CREATE INDEX alert_of_name ON alert (name, service, status, notification);
