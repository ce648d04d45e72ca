import { count } from '../../faults/count/count';
import type { Cycle } from '../support/cycle';

/** In the order in which the steps need them, so that each is hit while it is at work. */
const IN_TURN = [
  ...['analytics', 'programme', 'capacity-building', 'tendering', 'organisations', 'notifications', 'portal'],
  ...['evaluation', 'equality-analysis', 'contracts'],
] as const;

/** A step is a second or less: so the service goes while requests are on their way. */
const INTO_THE_STEP_MS = 150;

/** During each step the next service is killed and started again; nobody waits for it. */
export function killing(cycle: Cycle): void {
  let step = 0;
  let blow: NodeJS.Timeout | undefined;
  beforeEach(() => {
    const service = IN_TURN[step++ % IN_TURN.length] as string;
    blow = setTimeout(() => {
      cycle.killed.add(service);
      cycle.j.kill(service);
    }, INTO_THE_STEP_MS);
  });
  afterEach(() => clearTimeout(blow));
}

/** The end of a journey on which every service was killed. */
export function counting(cycle: Cycle): void {
  it('12. has lost nothing and repeated nothing, though every service was killed', async () => {
    expect([...cycle.killed].sort()).toEqual([...IN_TURN].sort());
    const { counted, ledger } = cycle.j;
    const { findings, compared } = await count(counted, ledger, [], () => undefined);
    expect(findings).toEqual([]);
    expect(ledger.accepted.length).toBeGreaterThan(50);
    expect(compared.length).toBeGreaterThan(0);
  });
}
