import { z } from 'zod';
import { asStored, defineJob, enqueuing } from './job';

const Reminder = defineJob('booking.reminder', z.strictObject({ bookingId: z.uuid() }));
const now = 1_700_000_000_000;

describe('a kind of job', () => {
  it('is retried five times, first after two seconds, unless it says otherwise', () => {
    expect(Reminder).toMatchObject({ retries: 5, backoffSeconds: 2 });
    expect(defineJob('once', z.null(), { retries: 0, backoffSeconds: 60 })).toMatchObject({
      ...{ retries: 0, backoffSeconds: 60 },
    });
  });

  it.each(['', 'Reminder', 'booking/failed', 'a b', '.hidden', 'twice..dotted', 'x'.repeat(101)])(
    'is not called "%s"',
    (name) => expect(() => defineJob(name, z.null())).toThrow(TypeError),
  );

  it.each([
    { retries: -1 },
    { retries: 51 },
    { retries: 1.5 },
    { backoffSeconds: 0 },
    { backoffSeconds: 0.5 },
  ])('is not retried like %j', (patience) =>
    expect(() => defineJob('kind', z.null(), patience)).toThrow(TypeError),
  );
});

describe('enqueuing', () => {
  it('fills in the defaults', () => {
    expect(enqueuing(Reminder, {}, now)).toEqual({ key: undefined, delayMs: 0, retries: 5 });
  });

  it('counts the wait from now to the instant, and takes one in the past for now', () => {
    expect(enqueuing(Reminder, { at: { epochMilliseconds: now + 1500 } }, now)).toMatchObject({
      delayMs: 1500,
    });
    expect(enqueuing(Reminder, { at: { epochMilliseconds: now - 1 } }, now)).toMatchObject({ delayMs: 0 });
  });

  it.each([
    { key: '' },
    { key: 'k'.repeat(201) },
    { delayMs: -1 },
    { delayMs: Number.NaN },
    { delayMs: 1, at: { epochMilliseconds: now } },
    { at: { epochMilliseconds: now + 400 * 86_400_000 } },
    { retries: -1 },
  ])('refuses %j', (options) => expect(() => enqueuing(Reminder, options, now)).toThrow(TypeError));
});

describe('stored data', () => {
  it('is what JSON makes of it', () => {
    const kind = defineJob('loose', z.looseObject({ n: z.int() }));
    expect(asStored(kind, { n: 1, on: new Date(0), nothing: undefined })).toEqual({
      ...{ n: 1, on: '1970-01-01T00:00:00.000Z' },
    });
  });

  it('is refused where it passes the schema only before it has been through JSON', () => {
    const kind = defineJob('dated', z.strictObject({ on: z.date() }));
    expect(kind.schema.safeParse({ on: new Date() }).success).toBe(true);
    expect(() => asStored(kind, { on: new Date() })).toThrow(z.ZodError);
    expect(() => asStored(defineJob('void', z.undefined()), undefined)).toThrow(z.ZodError);
  });
});
