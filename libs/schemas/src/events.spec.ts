import { allEvents, awardSetHash, defineEvent, eventOf, Id } from './index';
import { z } from 'zod';

const SERVICES = [
  'programme',
  'organisations',
  'capacity-building',
  'tendering',
  'evaluation',
  'contracts',
  'equality-analysis',
  'notifications',
  'analytics',
];

describe.each(allEvents.map((event) => [event.type, event] as const))('%s', (_, event) => {
  it('says its golden example, and a consumer understands it', () => {
    expect(event.fact.parse(event.examples.golden)).toEqual(event.examples.golden);
    expect(event.tolerant.parse(event.examples.golden)).toEqual(event.examples.golden);
  });

  it('has failing examples, and both sides refuse them', () => {
    expect(event.examples.failing.length).toBeGreaterThan(0);
    for (const failing of event.examples.failing) {
      expect(event.fact.safeParse(failing).success).toBe(false);
      expect(event.tolerant.safeParse(failing).success).toBe(false);
    }
  });

  it('cannot carry what it does not name, though a consumer ignores it', () => {
    const more = { ...event.examples.golden, surprise: 1 };
    expect(event.fact.safeParse(more).success).toBe(false);
    expect(event.tolerant.safeParse(more).success).toBe(true);
  });

  it('is about an aggregate with an id, for listeners that exist', () => {
    expect(Id.safeParse(event.subject(event.examples.golden)).success).toBe(true);
    expect(event.listeners.filter((listener) => !SERVICES.includes(listener))).toEqual([]);
  });
});

describe('the registry of events', () => {
  it('knows each type once', () => {
    expect(new Set(allEvents.map((event) => event.type)).size).toBe(allEvents.length);
    expect(eventOf('tendering.tender.published.v1')?.topic).toBe('tendering.tender');
    expect(eventOf('tendering.tender.unknown.v1')).toBeUndefined();
  });

  it('lets nobody hear of readiness or adjustments', () => {
    const secret = allEvents.filter((event) => /readiness|adjustment/.test(event.type));
    expect(secret.flatMap((event) => event.listeners)).toEqual([]);
  });

  it('has nothing about a bid before its opening', () => {
    expect(
      allEvents
        .filter((event) => event.topic === 'tendering.bid')
        .map((event) => event.type)
        .sort(),
    ).toEqual(['tendering.bid.opened.v1', 'tendering.bid.price-opened.v1']);
  });

  it('refuses a type without a major version', () => {
    const parts = {
      classification: 'public' as const,
      listeners: [],
      subject: () => '',
      fact: z.strictObject({}),
      examples: { golden: {}, failing: [] },
    };
    expect(() => defineEvent('tendering.tender.published', parts)).toThrow('is not <service>');
  });
});

describe('the hash of a recommended set', () => {
  const a = { bidId: 'a', organisationId: 'x', pricePence: 1 };
  const b = { bidId: 'b', organisationId: 'y', pricePence: 2 };

  it('does not depend on order', () => {
    expect(awardSetHash('t', [a, b])).toBe(awardSetHash('t', [b, a]));
  });

  it.each([
    ['a member', awardSetHash('t', [a])],
    ['a price', awardSetHash('t', [a, { ...b, pricePence: 3 }])],
    ['the tender', awardSetHash('u', [a, b])],
  ])('changes with %s', (_, other) => {
    expect(other).not.toBe(awardSetHash('t', [a, b]));
  });
});
