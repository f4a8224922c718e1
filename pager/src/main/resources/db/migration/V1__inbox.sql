CREATE TABLE notification (
  id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at   TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  channel       VARCHAR(16)    NOT NULL,
  sender        VARCHAR(200)   NOT NULL,
  receiver      VARCHAR(200)   NOT NULL,
  group_key     VARCHAR(4000)  NOT NULL,
  status        VARCHAR(16)    NOT NULL CHECK (status IN ('firing', 'resolved')),
  alert_name    VARCHAR(4000)  NOT NULL,
  fingerprint   VARCHAR(64)    NOT NULL,
  labels        VARCHAR        NOT NULL,  -- JSON object of strings, as are annotations
  annotations   VARCHAR        NOT NULL,
  starts_at     TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  ends_at       TIMESTAMP(9) WITH TIME ZONE,
  generator_url VARCHAR(4000),
  occurrence    INTEGER        NOT NULL CHECK (occurrence > 0)
);

CREATE INDEX notification_of_alert ON notification (fingerprint, channel, id);
