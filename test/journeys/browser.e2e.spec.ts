import { bidder } from './people/bidder';
import { equalityOfficer } from './people/equality-officer';
import { everybody } from './people/everybody';
import { evaluator } from './people/evaluator';
import { trainingParty } from './people/training-party';
import { PortalWindow, violationsOn } from './support/browser';
import { Cycle } from './support/cycle';
import { somethingToBidFor } from './support/scene';
import { startJourney } from './support/system';

jest.setTimeout(240_000);

/**
 * The human steps of a cycle in Chromium, as the dates come: bids and training, then evaluation and the equality
 * analysis. What other people do in between is done through the APIs.
 */
describe('in a browser', () => {
  const cycle = new Cycle();
  let window: PortalWindow;

  beforeAll(async () => {
    cycle.j = await startJourney('embedded');
    await cycle.j.clock.moveTo('2026-11-02T09:00:00Z');
    cycle.tender = await somethingToBidFor(cycle);
    window = await PortalWindow.open(cycle.j.system.portalUrl, 'browser');
  });
  afterAll(async () => {
    await window?.close();
    await cycle.j?.stop();
  });

  it('finds what is wrong with a page: the control of all looks', async () => {
    await window.visit('/cookies');
    expect(await violationsOn(window.page)).toEqual([]);
    await window.page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')`);
    expect(await violationsOn(window.page)).toEqual([expect.stringMatching(/^label .*<input>/)]);
  });

  describe('a bidder', () => bidder(cycle, () => window));
  describe('training', () => trainingParty(cycle, () => window));
  describe('an evaluator', () => evaluator(cycle, () => window));
  describe('an equality officer', () => equalityOfficer(cycle, () => window));
  describe('everybody', () => everybody(() => window));
});
