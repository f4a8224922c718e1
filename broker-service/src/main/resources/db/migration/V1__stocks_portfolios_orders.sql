-- What cannot be is refused here, too, not only in the code: no negative cash, no short positions, no half-booked order.

CREATE TABLE stock (
    symbol     text PRIMARY KEY CHECK (symbol ~ '^[A-Z]{4}$'),
    name       text NOT NULL,
    base_price numeric(12, 2) NOT NULL CHECK (base_price > 0),
    open_price numeric(12, 2) NOT NULL CHECK (open_price > 0),
    price      numeric(12, 2) NOT NULL CHECK (price > 0),
    tick       bigint NOT NULL DEFAULT 0,
    as_of      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN stock.base_price IS 'what the random walk is gently pulled back to';
COMMENT ON COLUMN stock.open_price IS 'first price of the day (UTC)';
COMMENT ON COLUMN stock.tick IS 'steps walked so far; with the seed it decides the next one';

INSERT INTO stock (symbol, name, base_price, open_price, price)
SELECT symbol, name, price, price, price
FROM (VALUES
    ('BLST', 'Ballast & Sleeper', 12.40),
    ('GAGE', 'Standard Gauge Instruments', 143.50),
    ('JNCT', 'Northern Junction Railways', 58.20),
    ('LANT', 'Lantern Electric', 31.75),
    ('PNTS', 'Points & Crossings', 87.10),
    ('SEMA', 'Semaphore Signals', 214.00),
    ('TURN', 'Turntable Media', 19.95),
    ('WHST', 'Whistle Stop Foods', 44.60)
) AS made_up (symbol, name, price);

CREATE TABLE portfolio (
    owner      uuid PRIMARY KEY,
    cash       numeric(16, 2) NOT NULL CHECK (cash >= 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE position (
    owner         uuid NOT NULL REFERENCES portfolio,
    symbol        text NOT NULL REFERENCES stock,
    quantity      bigint NOT NULL CHECK (quantity >= 0),
    average_price numeric(16, 6) NOT NULL,
    PRIMARY KEY (owner, symbol)
);

CREATE TABLE orders (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    owner           uuid NOT NULL REFERENCES portfolio,
    symbol          text NOT NULL REFERENCES stock,
    side            text NOT NULL CHECK (side IN ('BUY', 'SELL')),
    type            text NOT NULL CHECK (type IN ('MARKET', 'LIMIT')),
    quantity        integer NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    limit_price     numeric(12, 2) CHECK (limit_price > 0),
    status          text NOT NULL CHECK (status IN ('OPEN', 'FILLED', 'REJECTED')),
    reason          text CHECK (reason IN ('INSUFFICIENT_CASH', 'INSUFFICIENT_POSITION')),
    idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 64),
    trace_id        text CHECK (trace_id ~ '^[0-9a-f]{32}$'),
    created_at      timestamptz NOT NULL DEFAULT now(),
    settled_at      timestamptz,
    UNIQUE (owner, idempotency_key),
    CHECK ((type = 'LIMIT') = (limit_price IS NOT NULL)),
    CHECK ((status = 'REJECTED') = (reason IS NOT NULL)),
    CHECK ((status = 'OPEN') = (settled_at IS NULL))
);
COMMENT ON COLUMN orders.id IS 'version 7: in the order of time, so that it serves as the key of paging';
COMMENT ON COLUMN orders.settled_at IS 'equals created_at unless the order was open for a while';
CREATE INDEX orders_of_owner ON orders (owner, id DESC);
CREATE INDEX orders_open ON orders (symbol, side, limit_price) WHERE status = 'OPEN';

CREATE TABLE execution (
    order_id    uuid PRIMARY KEY REFERENCES orders,
    price       numeric(12, 2) NOT NULL,
    quantity    integer NOT NULL CHECK (quantity > 0),
    total       numeric(16, 2) NOT NULL CHECK (total = price * quantity),
    executed_at timestamptz NOT NULL DEFAULT now()
);
