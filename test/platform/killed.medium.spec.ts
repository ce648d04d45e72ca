import { randomUUID } from 'node:crypto';
import { type Answer, type Attempt, send } from '../benchmarks/booking/clients';
import { wrongsIn } from '../benchmarks/booking/counts';
import { type Desk, openDesk } from '../benchmarks/booking/desk';
import { type Database, type House, openHouse, type Running } from '../benchmarks/booking/house';
import { verified } from '../benchmarks/booking/verified';

const [ORGANISATIONS, CLIENTS, PLACES, CAP] = [120, 24, 60, 1];

/** What a service promises of a power cut, shown on the one that sells places. */
describe('a service that is killed in the middle of a burst', () => {
  let house: House;
  let database: Database;
  let service: Running;
  let desk: Desk;

  beforeAll(async () => {
    house = await openHouse({ durable: true });
    database = await house.database('killed');
    service = await house.service(database);
    desk = await openDesk(house.council, service);
  }, 120_000);
  afterAll(() => house.stop());

  it('has kept whole bookings only, and gives each retried request the answer of its first', async () => {
    const session = await desk.session(PLACES, CAP);
    const token = await house.council.coordinatorToken();
    const attempts: Attempt[] = Array.from({ length: ORGANISATIONS }, () => ({
      ...{ sessionId: session.id, organisationId: randomUUID(), key: randomUUID(), token },
    }));
    const burst = send(service.url, attempts, CLIENTS, { giveUp: true });
    await until(async () => (await bookings()) > ORGANISATIONS / 4);
    service.process.kill();
    const { answers: first } = await burst;
    const answered = first.filter(({ status }) => status === 201);
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThan(ORGANISATIONS);

    await service.process.ready();
    const before = await verified(database);
    expect(before).toMatchObject({ code: 0, said: expect.stringContaining('Everything agrees.') });

    const { answers: second } = await send(service.url, attempts, CLIENTS);
    expect(second.every(({ status }) => status === 201)).toBe(true);
    const again = new Map(second.map((answer) => [answer.attempt.key, answer.body.id]));
    expect(answered.map(({ attempt }) => again.get(attempt.key))).toEqual(answered.map(idOf));
    expect(await wrongsIn(database, ORGANISATIONS)).toEqual({
      ...{ oversold: 0, capBreaches: 0, duplicates: 0, unrecorded: 0 },
    });
    expect(second.filter(({ body }) => body.state === 'booked')).toHaveLength(PLACES);
    expect(await verified(database)).toMatchObject({ code: 0 });
  }, 180_000);

  it('would be seen to disagree had an event of a booking been lost', async () => {
    await database.rows(
      `UPDATE messaging.aggregate SET last_sequence = 0 WHERE id IN (SELECT id::text FROM booking LIMIT 1)`,
    );
    const { code, said } = await verified(database);
    expect(code).toBe(1);
    expect(said).toMatch(/The first disagreement: Booking .* numbered events/);
  });

  const bookings = async () =>
    Number((await database.rows<{ n: string }>('SELECT count(*) AS n FROM booking'))[0]?.n);
});

const idOf = ({ body }: Answer): string | undefined => body.id;

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The burst did not get going within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
