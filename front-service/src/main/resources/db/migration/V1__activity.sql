-- What visitors did, newest first for each account. The account is the e-mail address in lower case, because a
-- failed sign-in has no user yet and still belongs in the list of the account that it was aimed at.
CREATE TABLE activity (
    id          uuid        PRIMARY KEY DEFAULT uuidv7(),
    account     text        NOT NULL,
    at          timestamptz NOT NULL,
    action      text        NOT NULL,
    outcome     text        NOT NULL,
    detail      text        NOT NULL,
    duration_ms bigint      NOT NULL,
    trace_id    text
);

CREATE INDEX activity_of_account ON activity (account, at DESC, id DESC);
CREATE INDEX activity_by_age ON activity (at);
