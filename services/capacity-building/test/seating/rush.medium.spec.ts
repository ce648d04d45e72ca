import { type Comparison } from '../../src/reconciliation/reconciliation';
import { samira, startTrial, tom, type Trial } from '../given';

const [DESKS, ACTS, CAPACITY, CAP] = [8, 12, 12, 3];

/** The same lottery on every machine: what differs is who is faster. */
function lottery(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each(['read committed', 'serializable'] as const)('eight desks at once, at %s,', (isolation) => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial({ isolation })));
  afterAll(() => trial.service.close());

  it('sell no place twice, keep every cap, leave nobody waiting beside a free place, and tell all of it', async () => {
    const session = await trial.session({ capacity: CAPACITY, capPerOrganisation: CAP });
    const organisations = Array.from({ length: 10 }, () => trial.organisationOf(samira));
    const statuses = new Map<number, number>();
    const note = ({ status }: { status: number }) => statuses.set(status, (statuses.get(status) ?? 0) + 1);

    const desk = async (number: number) => {
      const draw = lottery(number);
      const bookings: string[] = [];
      for (let turn = 0; turn < ACTS; turn++) {
        const id = bookings[draw(bookings.length * 2)];
        if (!id) {
          const answer = await trial.book(samira, session.id, organisations[draw(10)] as string, 1 + draw(2));
          note(answer);
          if (answer.status === 201) bookings.push(answer.body.id);
          continue;
        }
        // Somebody else's act may come between the reading and the pressing: then the press is refused.
        const booking = await trial.read(id);
        note(await trial.press(samira, booking, booking.state === 'offered' ? 'accept' : 'cancel'));
      }
      if (number % 4 !== 0) return;
      const { version } = (await trial.service.request('GET', `/v1/sessions/${session.id}`)).body;
      const body = { capacity: CAPACITY + number, reason: 'A larger room.' };
      note(
        await trial.service.request('PUT', `/v1/sessions/${session.id}/capacity`, { as: tom, version, body }),
      );
    };
    await Promise.all(Array.from({ length: DESKS }, (_, index) => desk(index + 1)));

    const refused = isolation === 'serializable' ? [409, 412, 503] : [409, 412];
    expect([...statuses.keys()].filter((status) => ![200, 201, ...refused].includes(status))).toEqual([]);
    expect(statuses.get(201)).toBeGreaterThan(CAPACITY);
    const comparisons = await trial.reconciled();
    expect(comparisons.flatMap(({ disagreements }: Comparison) => disagreements)).toEqual([]);
    expect(comparisons.map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/^[1-9]\d* bookings: rows/),
    );
  });
});
