import { bidOpened } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import { samira, startTrial, type Trial, uma } from '../../test/given';
import { PoolSweep } from './pool.sweep';

const RELEASE = '2026-11-20T09:00:00Z';

describe('places reserved by rule', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));

  const withPool = (rule: string, places: number, capacity = 4) =>
    trial.session({ capacity, capPerOrganisation: 2, pools: [{ rule, places, releaseAt: RELEASE }] });
  const small = async () => {
    const organisation = trial.organisationOf(samira);
    await trial.registered(organisation, { small: true });
    return organisation;
  };
  const book = async (sessionId: string, organisation: string, places = 1) =>
    (await trial.book(samira, sessionId, organisation, places)).body;
  const others = (sessionId: string, places: number) =>
    trial.book(uma, sessionId, trial.organisationOf(uma), places).then(({ body }) => body);

  it('are kept for those whom they are for while others wait', async () => {
    const { id, places } = await withPool('small', 2);
    expect(places).toEqual({ booked: 0, offered: 0, held: 0, reserved: 2, free: 2 });
    expect((await others(id, 2)).state).toBe('booked');
    expect((await others(id, 1)).state).toBe('waiting');
    expect((await book(id, await small(), 2)).state).toBe('booked');
    expect(await trial.readSession(id)).toMatchObject({
      places: { booked: 4, reserved: 0, free: 0 },
      pools: [{ rule: 'small', places: 2, taken: 2, free: 0 }],
    });
  });

  it('are used before free ones, so that a party may have some of both', async () => {
    const { id } = await withPool('small', 1);
    expect((await book(id, await small(), 2)).state).toBe('booked');
    expect(await trial.readSession(id)).toMatchObject({ places: { booked: 2, reserved: 0, free: 2 } });
  });

  it('go back to their pool when they are given back', async () => {
    const { id } = await withPool('small', 2, 2);
    const booked = await book(id, await small(), 2);
    const waiting = await others(id, 1);
    await trial.press(samira, booked, 'cancel');
    expect((await trial.read(waiting.id)).state).toBe('waiting');
    expect(await trial.readSession(id)).toMatchObject({ places: { booked: 0, reserved: 2, free: 0 } });
  });

  it('are for first-time bidders until a bid of theirs was opened', async () => {
    const { id } = await withPool('first-time-bidder', 2, 2);
    const [never, before] = [trial.organisationOf(samira), trial.organisationOf(samira)];
    await trial.registered(never);
    await trial.registered(before);
    await trial.service.deliver(bidOpened, {
      ...bidOpened.examples.golden,
      ...{ bidId: uuidv7(), organisationId: before },
    });
    expect((await book(id, before)).state).toBe('waiting');
    expect((await book(id, never)).state).toBe('booked');
    expect((await book(id, trial.organisationOf(samira))).state).toBe('waiting');
  });

  it('are open to whoever waits once their time has come, by the sweep', async () => {
    const { id } = await withPool('small', 2, 2);
    const waiting = await others(id, 2);
    const sweep = () => trial.service.app.get(PoolSweep).sweep();
    trial.service.clock.moveTo('2026-11-20T08:59:59Z');
    await sweep();
    expect((await trial.read(waiting.id)).state).toBe('waiting');
    trial.service.clock.moveTo(RELEASE);
    await Promise.all([sweep(), sweep()]);
    expect((await trial.read(waiting.id)).state).toBe('offered');
    expect(await trial.said(id)).toEqual(['scheduled', 'pool-released']);
    expect((await trial.readSession(id)).pools[0]?.released).toMatchObject({
      reason: 'The date that was set has come.',
    });
  });

  it('are opened earlier by a person who says why, and never again', async () => {
    const { id } = await withPool('small', 2, 2);
    const waiting = await others(id, 1);
    const reason = 'Nobody small has asked.';
    const released = await trial.desk(id, 'POST pools/small/release', { reason });
    expect(released.body.pools[0].released).toMatchObject({ reason, by: expect.stringMatching(/./) });
    expect((await trial.read(waiting.id)).state).toBe('offered');
    expect((await trial.desk(id, 'POST pools/small/release', { reason })).body.code).toBe('pool-released');
    expect((await trial.desk(id, 'POST pools/equality-focused/release', { reason })).body.code).toBe(
      'no-such-pool',
    );
    const event = (await trial.service.emitted()).find(({ type }) => type.includes('pool-released'));
    expect(event?.fact).toMatchObject({ reason: expect.any(String) });
  });

  it('are set anew while nobody loses what they have', async () => {
    const { id } = await withPool('small', 2);
    await book(id, await small(), 2);
    const set = (...pools: object[]) =>
      trial.desk(id, 'PUT pools', { pools, reason: 'Few small ones are left.' });
    const pool = (rule: string, places: number) => ({ rule, places, releaseAt: RELEASE });
    expect((await set(pool('small', 1))).body.code).toBe('pool-below-taken');
    expect((await set()).body.code).toBe('pool-below-taken');
    expect((await set(pool('small', 2), pool('equality-focused', 3))).body.code).toBe('pools-over-capacity');
    await others(id, 1);
    expect((await set(pool('small', 2), pool('equality-focused', 2))).body.code).toBe(
      'pools-need-free-places',
    );
    const done = await set(pool('small', 2), pool('equality-focused', 1));
    expect(done.body).toMatchObject({ places: { booked: 3, reserved: 1, free: 0 } });
  });
});
