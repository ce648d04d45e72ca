import { bidding } from './steps/bidding';
import { counting, killing } from './steps/counting';
import { contracting } from './steps/contracting';
import { deciding } from './steps/deciding';
import { evaluating } from './steps/evaluating';
import { preparing } from './steps/preparing';
import { showing } from './steps/showing';
import { training } from './steps/training';
import { Cycle } from './support/cycle';
import { startJourney } from './support/system';

/** A busy machine starts a system in minutes, and a killed service comes back in as long as it takes to start. */
jest.setTimeout(600_000);

const BUSES = (process.env['JOURNEY_BUS']?.split(',') ??
  (process.env['WITHOUT_JAVA'] ? ['embedded'] : ['embedded', 'kafka'])) as ('embedded' | 'kafka')[];

/** Whether services are killed on the way: `npm run journey -- --kill`. */
const KILL = process.env['JOURNEY_KILL'] === '1';

/**
 * The eleven steps of a commissioning cycle through the public APIs, with tokens of the right people, each beside the
 * forbidden version of it. A step stands on the ones before it.
 */
describe.each(BUSES)('one commissioning cycle on the %s bus', (bus) => {
  const cycle = new Cycle();

  beforeAll(async () => {
    cycle.j = await startJourney(bus, KILL);
    await cycle.j.clock.moveTo('2026-11-02T09:00:00Z');
  });
  afterAll(() => cycle.j?.stop());
  if (KILL) killing(cycle);

  preparing(cycle);
  training(cycle);
  bidding(cycle);
  evaluating(cycle);
  deciding(cycle);
  contracting(cycle);
  showing(cycle);
  if (KILL) counting(cycle);
});
