-- The three roles of docs/architecture.md, once for each cluster, by psql as its superuser.
-- Run by devstack and, as an init script, by the postgres image of docker-compose.yml.
\set ON_ERROR_STOP on
\getenv owner_password HEJIA_OWNER_PASSWORD
\getenv app_password HEJIA_APP_PASSWORD
\getenv platform_password HEJIA_PLATFORM_PASSWORD

CREATE ROLE hejia_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE hejia_app LOGIN NOBYPASSRLS PASSWORD :'app_password';
CREATE ROLE hejia_platform LOGIN BYPASSRLS PASSWORD :'platform_password';

-- In template1, so that every database made later (the tests make their own) has them too.
\connect template1
ALTER DEFAULT PRIVILEGES FOR ROLE hejia_owner
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hejia_app, hejia_platform;
ALTER DEFAULT PRIVILEGES FOR ROLE hejia_owner
    GRANT USAGE ON SEQUENCES TO hejia_app, hejia_platform;

\connect postgres
CREATE DATABASE hejia OWNER hejia_owner;
