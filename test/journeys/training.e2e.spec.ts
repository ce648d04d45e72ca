import { towerHamlets2021 } from '../../analytics/src/needs-data/tower-hamlets-2021';
import { eventually } from '../../deploy/local/acts/client';
import { register } from '../../deploy/local/acts/registering';
import { attendee } from './people/attendee';
import { coordinator } from './people/training-coordinator';
import { trainee } from './people/trainee';
import { PortalWindow } from './support/browser';
import { Cycle } from './support/cycle';
import { startJourney } from './support/system';
import { Training } from './support/training';
import { ORGANISATIONS } from './support/words';

jest.setTimeout(300_000);

/** Training in Chromium: who plans it, who books it, who comes; each with and without scripts. */
describe('training in a browser', () => {
  const cycle = new Cycle();
  const training = new Training();
  let window: PortalWindow;

  beforeAll(async () => {
    cycle.j = await startJourney('embedded');
    await cycle.j.clock.moveTo('2026-11-02T09:00:00Z');
    await cycle.as('priya-programme-manager').post('analytics', '/v1/needs/versions', towerHamlets2021);
    for (const [index, organisation] of ORGANISATIONS.entries()) {
      const writer = cycle.writer(index);
      const registered = await register(writer, organisation);
      cycle.organisations.push(registered);
      await eventually('the organisation to arrive in capacity building', () =>
        writer.get('capacity-building', `/v1/readiness/${registered.id}`),
      );
    }
    window = await PortalWindow.open(cycle.j.system.portalUrl, 'training');
  });
  afterAll(async () => {
    await window?.close();
    await cycle.j?.stop();
  });

  const at = () => window;
  describe('a coordinator plans', () => coordinator.plans(training, at));
  describe('an organisation books', () => trainee(cycle, training, at));
  describe('a coordinator changes', () => coordinator.changes(training, at));
  describe('the day comes', () => attendee(cycle, training, at));
});
