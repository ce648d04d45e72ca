-- Found by the event first: one comparison of sixteen bytes instead of one of names in the database's language and
-- then those bytes, at every step down the index.
ALTER TABLE messaging.inbox DROP CONSTRAINT inbox_pkey, ADD CONSTRAINT inbox_pkey PRIMARY KEY (event_id, consumer);
