export {
  RecordRefused,
  type Batch,
  type Broker,
  type BrokerLog,
  type IncomingRecord,
  type OutgoingRecord,
  type PartitionLag,
  type PartitionPosition,
  type Subscribed,
  type Subscription,
  type TopicSpec,
} from './broker';
export { BrokerEnvironment, kafkaAccess, type KafkaAccess } from './broker-access';
export { envelopeOf, toRecord, type Envelope, type OutboxRow } from './cloud-event';
export { deadTopicOf, replay, storyOf, toDeadLetter, type DeadLetter } from './dead-letter';
export { ENDS_HALF_OPEN } from './half-open';
export { On, OnBatch, type HandlerExtras, type HandlerOptions, type Received } from './handlers';
export { INBOX_DAYS, acceptNew, purgeInbox, rememberDead } from './inbox';
export { openBroker } from './open-broker';
export { consumerFigures, type ConsumerFigures, type PartitionFigures } from './operations/consumer';
export {
  deadLetters,
  giveUp,
  nudge,
  replayDeadLetters,
  type DeadLetterReport,
} from './operations/dead-letters';
export {
  outboxFigures,
  parkedEvents,
  purgePublished,
  releaseParked,
  type OutboxFigures,
  type ParkedEvent,
} from './operations/outbox';
export { CannotRebuild, rebuild, type Projection, type RebuildOptions } from './operations/rebuild';
export { tableProjection, type KeptTables } from './operations/table-projection';
export { shownPayload, type ShownPayload } from './operations/redaction';
export { tail, type PassingEvent, type TailOptions } from './operations/tail';
export { UnspeakableFact, writeToOutbox, type Cause } from './outbox';
export { OutboxRelay, type RelaySettings } from './relay';
export { send, sqlOver, statementName, type Sendable, type Sql } from './sql';
export { EventStrategy, type Effects, type StrategyOptions } from './strategy';
export { sealsTopicOf, topicsOf, type TopicSettings } from './topics';
