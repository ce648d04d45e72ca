import { type Admin, ConfigResourceTypes, ConfigSource, KafkaJSAggregateError } from 'kafkajs';
import type { TopicSpec } from '../broker';

/** Creates what is missing, adds partitions where more are asked for, sets the retention where it differs. */
export async function ensureTopics(
  admin: Admin,
  specs: readonly TopicSpec[],
  replicationFactor: number,
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = specs.filter((spec) => !existing.has(spec.name));
  if (missing.length > 0) await create(admin, missing, replicationFactor);

  const known = specs.filter((spec) => existing.has(spec.name));
  if (known.length === 0) return;
  await grow(admin, known);
  await retain(admin, known);
}

async function create(admin: Admin, specs: readonly TopicSpec[], replicationFactor: number): Promise<void> {
  try {
    await admin.createTopics({
      topics: specs.map((spec) => ({
        topic: spec.name,
        numPartitions: spec.partitions,
        replicationFactor,
        configEntries: [{ name: 'retention.ms', value: retentionOf(spec) }],
      })),
    });
  } catch (error) {
    // Another process was faster with some of them.
    const others = error instanceof KafkaJSAggregateError ? error.errors : [error];
    if (!others.every((one) => (one as { type?: string }).type === 'TOPIC_ALREADY_EXISTS')) throw error;
    // The cluster takes the topics of the other one before every node of it knows them: this rejects until they do.
    await admin.fetchTopicMetadata({ topics: specs.map((spec) => spec.name) });
  }
}

async function grow(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata({ topics: specs.map((spec) => spec.name) });
  const topicPartitions = specs
    .filter(
      (spec) => (topics.find((topic) => topic.name === spec.name)?.partitions.length ?? 0) < spec.partitions,
    )
    .map((spec) => ({ topic: spec.name, count: spec.partitions }));
  if (topicPartitions.length > 0) await admin.createPartitions({ topicPartitions });
}

/** Kafka replaces all settings of a topic at once, so those that an operator made are sent along. */
async function retain(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: specs.map((spec) => ({ type: ConfigResourceTypes.TOPIC, name: spec.name })),
  });
  const changed = specs.flatMap((spec) => {
    const entries = resources.find((resource) => resource.resourceName === spec.name)?.configEntries ?? [];
    if (entries.find((entry) => entry.configName === 'retention.ms')?.configValue === retentionOf(spec))
      return [];
    const own = entries.filter(
      (entry) => entry.configSource === ConfigSource.TOPIC_CONFIG && entry.configName !== 'retention.ms',
    );
    return [
      {
        type: ConfigResourceTypes.TOPIC,
        name: spec.name,
        configEntries: [
          ...own.map((entry) => ({ name: entry.configName, value: entry.configValue })),
          { name: 'retention.ms', value: retentionOf(spec) },
        ],
      },
    ];
  });
  if (changed.length > 0) await admin.alterConfigs({ validateOnly: false, resources: changed });
}

const retentionOf = (spec: TopicSpec) => String(spec.retentionMs ?? -1);
