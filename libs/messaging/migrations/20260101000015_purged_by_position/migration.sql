-- What was published is purged in the order of positions; nothing asks for times any more.
DROP INDEX messaging.outbox_published;
