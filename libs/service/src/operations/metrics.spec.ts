import { metricsText } from './metrics';

const outbox = { unsent: 3, oldestUnsentSeconds: 12.5, mostAttempts: 2, parked: 1, published: 40 };
const partition = { topic: 'tendering.tender', partition: 0, committed: '5', end: '9', lag: '4' };
const consumer = {
  group: 'evaluation',
  lag: '4',
  partitions: [partition],
  handledLastHour: 5,
  dead: 1,
  held: 2,
};
const own = { residentBytes: 1_000, uptimeSeconds: 60 };
const audit = { unsealed: 4, oldestUnsealedSeconds: 30.5 };
const report = { service: 'evaluation', outbox, consumer, audit, failedJobs: 0 };

it('says every figure with its service, in the format that collectors read', () => {
  const text = metricsText(report, own);
  expect(text).toMatch('commissioning_outbox_oldest_unsent_seconds{service="evaluation"} 12.5\n');
  expect(text).toMatch('commissioning_outbox_parked{service="evaluation"} 1\n');
  expect(text).toMatch(
    'commissioning_consumer_lag{service="evaluation",group="evaluation",topic="tendering.tender",partition="0"} 4\n',
  );
  expect(text).toMatch('commissioning_audit_oldest_unsealed_seconds{service="evaluation"} 30.5\n');
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{([a-z]+="[^"]*",?)+\} -?[\d.]+)$/);
});

it('has no age while nothing waits', () => {
  const idle = { ...report, outbox: { ...outbox, unsent: 0, oldestUnsentSeconds: null } };
  expect(metricsText(idle, own)).toMatch(
    'commissioning_outbox_oldest_unsent_seconds{service="evaluation"} 0\n',
  );
});

it('lets no name break out of its label', () => {
  expect(metricsText({ ...report, service: 'a"\n\\' }, own)).toMatch('_parked{service="a\\"\\n\\\\"} 1\n');
});
