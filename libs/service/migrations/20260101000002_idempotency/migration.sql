-- First answers to requests that carried an Idempotency-Key, written in the transaction of their effect.
CREATE SCHEMA service;

CREATE TABLE service.answered_request (
  caller text NOT NULL,
  key text NOT NULL,
  route text NOT NULL,
  body_hash text NOT NULL,
  answer jsonb NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, key)
);
CREATE INDEX answered_request_age ON service.answered_request (answered_at);
