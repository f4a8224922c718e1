-- One row that the fault session-lock-contention makes hot: counting in one place is how such locks come into being.
CREATE TABLE session_checks (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    checks   bigint  NOT NULL
);

INSERT INTO session_checks (checks) VALUES (0);
