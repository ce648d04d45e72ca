-- Whoever watches a service asks every few seconds how many wait; there are few among millions that are done.
CREATE INDEX inbox_waiting ON messaging.inbox (consumer, state) WHERE state <> 'done';
