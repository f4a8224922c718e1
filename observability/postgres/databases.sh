#!/bin/sh
# Run once by PostgreSQL's image, when its volume is new: a database and a role of its own for each who needs one.
# Nobody but this script uses the superuser.
set -eu

# The passwords reach psql as variables, which it quotes; they stand in no command line.
create_database() {
  psql -v ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname postgres <<SQL
\set owner $1
\getenv password $2
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
CREATE DATABASE :"owner" OWNER :"owner";
REVOKE ALL ON DATABASE :"owner" FROM PUBLIC;
SQL
}

create_database auth AUTH_DB_PASSWORD
create_database broker BROKER_DB_PASSWORD
create_database front FRONT_DB_PASSWORD
create_database grafana GRAFANA_DB_PASSWORD

# Reads the statistics views of the whole server, and no table.
psql -v ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv password MONITOR_DB_PASSWORD
CREATE ROLE monitor LOGIN PASSWORD :'password' IN ROLE pg_monitor;
SQL
