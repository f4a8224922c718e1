-- What cannot be is refused here, too, not only in the code: no negative cash, no short positions, no half-booked order.

create table stock (
    symbol     text primary key check (symbol ~ '^[A-Z]{4}$'),
    name       text not null,
    base_price numeric(12, 2) not null check (base_price > 0),
    open_price numeric(12, 2) not null check (open_price > 0),
    price      numeric(12, 2) not null check (price > 0),
    tick       bigint not null default 0,
    as_of      timestamptz not null default now()
);
comment on column stock.base_price is 'what the random walk is gently pulled back to';
comment on column stock.open_price is 'first price of the day (UTC)';
comment on column stock.tick is 'steps walked so far; with the seed it decides the next one';

insert into stock (symbol, name, base_price, open_price, price)
select symbol, name, price, price, price
from (values
    ('BLST', 'Ballast & Sleeper', 12.40),
    ('GAGE', 'Standard Gauge Instruments', 143.50),
    ('JNCT', 'Northern Junction Railways', 58.20),
    ('LANT', 'Lantern Electric', 31.75),
    ('PNTS', 'Points & Crossings', 87.10),
    ('SEMA', 'Semaphore Signals', 214.00),
    ('TURN', 'Turntable Media', 19.95),
    ('WHST', 'Whistle Stop Foods', 44.60)
) as made_up (symbol, name, price);

create table portfolio (
    owner      uuid primary key,
    cash       numeric(16, 2) not null check (cash >= 0),
    created_at timestamptz not null default now()
);

create table position (
    owner         uuid not null references portfolio,
    symbol        text not null references stock,
    quantity      bigint not null check (quantity >= 0),
    average_price numeric(16, 6) not null,
    primary key (owner, symbol)
);

create table orders (
    id              uuid primary key default uuidv7(),
    owner           uuid not null references portfolio,
    symbol          text not null references stock,
    side            text not null check (side in ('BUY', 'SELL')),
    type            text not null check (type in ('MARKET', 'LIMIT')),
    quantity        integer not null check (quantity between 1 and 10000),
    limit_price     numeric(12, 2) check (limit_price > 0),
    status          text not null check (status in ('OPEN', 'FILLED', 'REJECTED')),
    reason          text check (reason in ('INSUFFICIENT_CASH', 'INSUFFICIENT_POSITION')),
    idempotency_key text check (length(idempotency_key) between 1 and 64),
    trace_id        text check (trace_id ~ '^[0-9a-f]{32}$'),
    created_at      timestamptz not null default now(),
    settled_at      timestamptz,
    unique (owner, idempotency_key),
    check ((type = 'LIMIT') = (limit_price is not null)),
    check ((status = 'REJECTED') = (reason is not null)),
    check ((status = 'OPEN') = (settled_at is null))
);
comment on column orders.id is 'version 7: in the order of time, so that it serves as the key of paging';
comment on column orders.settled_at is 'equals created_at unless the order was open for a while';
create index orders_of_owner on orders (owner, id desc);
create index orders_open on orders (symbol, side, limit_price) where status = 'OPEN';

create table execution (
    order_id    uuid primary key references orders,
    price       numeric(12, 2) not null,
    quantity    integer not null check (quantity > 0),
    total       numeric(16, 2) not null check (total = price * quantity),
    executed_at timestamptz not null default now()
);
