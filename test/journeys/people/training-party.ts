import type { organisationsApi } from '@commissioning/schemas';
import { eventually } from '../../../deploy/local/acts/client';
import type { PortalWindow } from '../support/browser';
import type { Cycle } from '../support/cycle';
import { Training } from '../support/training';
import { ORGANISATIONS } from '../support/words';
import { attendee } from './attendee';
import { trainee } from './trainee';
import { coordinator } from './training-coordinator';

/** Who plans training, who books it and who comes; each with and without scripts. The bidders are registered. */
export function trainingParty(cycle: Cycle, at: () => PortalWindow): void {
  const training = new Training();

  beforeAll(async () => {
    const register = '/v1/organisations';
    const { items } = await cycle.j.nobody.get<organisationsApi.OrganisationList>('organisations', register);
    for (const [index, { name }] of ORGANISATIONS.entries()) {
      const registered = items.find((organisation) => organisation.name === name);
      if (!registered) throw new Error(`${name} is not in the register.`);
      cycle.organisations.push(registered);
      await eventually('the organisation to arrive in capacity building', () =>
        cycle.writer(index).get('capacity-building', `/v1/readiness/${registered.id}`),
      );
    }
  });

  describe('a coordinator plans', () => coordinator.plans(training, at));
  describe('an organisation books', () => trainee(cycle, training, at));
  describe('a coordinator changes', () => coordinator.changes(training, at));
  describe('the day comes', () => attendee(cycle, training, at));
}
