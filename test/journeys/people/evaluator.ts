import type { evaluationApi } from '@commissioning/schemas';
import { type Acting, eventually } from '../../../deploy/local/acts/client';
import {
  agree,
  appointPanel,
  declareNoConflicts,
  evaluationOf,
  scoreAll,
} from '../../../deploy/local/acts/evaluating';
import { openBids } from '../../../deploy/local/acts/tendering';
import { nameOf, type PortalWindow } from '../support/browser';
import type { Cycle } from '../support/cycle';
import { CLOSES } from '../support/scene';
import { CRITERIA, judge, ORGANISATIONS, SECRETS, THEME } from '../support/words';

const NAMES = ORGANISATIONS.map(({ name }) => name);
const [FIRST] = NAMES as [string];
const [DELIVERY, LOCAL] = CRITERIA.map(({ title }) => title) as [string, string];
const WHY = 'Why, by reference to the bid';
/** As pages would write the prices. */
const PRICES_WRITTEN = ['374,139', '385,783', '391,917'];
/** Stands in every reason that George gives, and nowhere else. */
const OF_GEORGE = 'heliotrope ledger';

const REASON =
  'The bid names four opening days, two trained advisers and a volunteer rota that has held for three years.';

/** An evaluator declares and scores alone; the chair leads the panel to a consensus and a recommendation. */
export function evaluator(cycle: Cycle, at: () => PortalWindow): void {
  let evaluation: evaluationApi.Evaluation;
  const home = () => `/evaluations/${evaluation.id}`;

  beforeAll(async () => {
    await cycle.j.clock.moveTo(CLOSES);
    await openBids(cycle.as('anna-commissioner'), cycle.as('ben-commissioner'), cycle.tender.id);
    await appointPanel(cycle.panel, cycle.tender.id);
    evaluation = await eventually('the bidders to be known', async () => {
      const known = await evaluationOf(cycle.panel.chair, cycle.tender.id);
      return known.bids.length === NAMES.length && known;
    });
    cycle.evaluationId = evaluation.id;
    const [, george] = cycle.panel.evaluators as [Acting, Acting];
    await declareNoConflicts({ ...cycle.panel, evaluators: [george] }, cycle.tender.id, NAMES.length);
  });

  it('sees who bids, and nothing of what they say, before the declaration', async () => {
    const { hands } = at();
    await at().signIn('farida-evaluator', '/evaluations');
    await at().look('evaluations');
    await hands.follow(THEME.title);
    await at().look('evaluation-before-declaring');
    const words = await hands.words();
    for (const name of NAMES) expect(words).toContain(name);
    expect(words).not.toContain('Score the bids');
    await at().visit(`${home()}/scoring/${evaluation.bids[0]?.bidId}`);
    await at().look('bid-before-declaring');
    expect(await at().page.title()).toMatch(/^(You do not have access|Page not found|This cannot be done)/);
    expect(await hands.words()).not.toMatch(new RegExp(SECRETS.join('|')));
  });

  it('declares about every bidder, and keeps what was declared when one is forgotten', async () => {
    const { hands } = at();
    const none = 'Nothing connects me with this bidder';
    await at().visit(home());
    await hands.follow('Declare interests');
    await at().look('declarations');
    const [one, other, forgotten] = NAMES as [string, string, string];
    await hands.choose(one, none);
    await hands.choose(other, none);
    await hands.press('Declare');
    await at().look('declaration-with-one-forgotten');
    expect((await at().problems()).map(({ field }) => field)).toEqual([forgotten]);
    await hands.choose(forgotten, none);
    await hands.press('Declare');
    await at().look('evaluation-after-declaring');
    expect(await hands.words()).toContain('Score the bids');
  });

  it('reads a bid beside its criteria, without its price', async () => {
    const { hands } = at();
    await hands.follow('Score the bids');
    await at().look('bids-to-score');
    await hands.follow(FIRST);
    await at().look('bid-to-score');
    const words = await hands.words();
    expect(words).toContain(SECRETS[0]);
    expect(words).toContain('Disabled under the Equality Act');
    for (const price of PRICES_WRITTEN) expect(words).not.toContain(price);
  });

  it('gives no mark for a reason that repeats the descriptor, and keeps what was typed', async () => {
    const { hands } = at();
    const best = evaluation.markScale.at(-1) as { mark: number; descriptor: string };
    const repeated = `${best.descriptor} ${CRITERIA[0]?.question} ${best.descriptor}`;
    await hands.in(DELIVERY).choose('Your mark', `${best.mark}: ${best.descriptor}`);
    await hands.in(DELIVERY).write(WHY, repeated);
    await hands.in(DELIVERY).press('Save the score');
    await at().look('reason-that-repeats');
    expect(await at().problems()).toEqual([
      { says: 'This repeats the descriptor or the criterion. Refer to what the bid says.', field: WHY },
    ]);
    expect(await hands.in(DELIVERY).read(WHY)).toBe(repeated);
    await hands.in(DELIVERY).write(WHY, REASON);
    await hands.in(DELIVERY).press('Save the score');
    expect(await hands.in(DELIVERY).read(WHY)).toBe(REASON);
    expect(await hands.in(DELIVERY).words()).toContain('Saved');
  });

  it('scores as well where the browser runs no scripts, and is told of a missing mark', async () => {
    const { hands } = at();
    await at().withoutScripts(async () => {
      await at().page.reload();
      await hands.in(LOCAL).write(WHY, REASON);
      await hands.in(LOCAL).press('Save the score');
      await at().look('mark-missing');
      expect((await at().problems()).map(({ field }) => field)).toEqual([`Your mark for ${LOCAL}`]);
      expect(await hands.in(LOCAL).read(WHY)).toBe(REASON);
      const [, , , good] = evaluation.markScale as { mark: number; descriptor: string }[];
      await hands.in(LOCAL).choose('Your mark', `${good?.mark}: ${good?.descriptor}`);
      await hands.in(LOCAL).press('Save the score');
    });
    await hands.follow('All bids');
    expect(await hands.words()).toMatch(new RegExp(`${escaped(FIRST)}\\s+Completed`));
  });

  it('sees how far a colleague is, and none of the marks and reasons', async () => {
    const { hands } = at();
    const [farida, george] = cycle.panel.evaluators as [Acting, Acting];
    await scoreAll({ ...cycle.panel, evaluators: [george] }, cycle.tender.id, (bid, criterion) => ({
      ...judge(bid, criterion, 1),
      rationale: `${OF_GEORGE}: ${judge(bid, criterion, 1).rationale}`,
    }));
    await at().visit(home());
    expect(await hands.words()).toMatch(/George Mensah\s+Evaluator\s+May read the bids\s+6 of 6/);
    for (const page of ['', '/moderation', '/ranking', '/recommendation', '/scoring']) {
      await at().visit(home() + page);
      const words = await hands.words();
      for (const hidden of [OF_GEORGE, ...PRICES_WRITTEN]) expect(words).not.toContain(hidden);
    }
    await at().visit(`${home()}/moderation`);
    await at().look('moderation-before-it-opens');
    await scoreAll({ ...cycle.panel, evaluators: [farida] }, cycle.tender.id, judge);
  });

  it('moderates under the chair: marks side by side, and one that all present hold', async () => {
    const { hands } = at();
    await at().signIn('ines-panel-chair', `${home()}/moderation`);
    await hands.press('Open moderation');
    await at().look('moderation');
    await hands.follow(`${FIRST}: ${DELIVERY}`);
    await at().look('discussion');
    // The control of what an evaluator must not see before: here it can be seen.
    expect(await hands.words()).toContain(OF_GEORGE);
    const [low, high] = evaluation.markScale
      .slice(-2)
      .map(({ mark, descriptor }) => `${mark}: ${descriptor}`);
    for (const [key, role] of [
      ['ines-panel-chair', 'chair'],
      ['farida-evaluator', 'evaluator'],
      ['george-evaluator', 'evaluator'],
    ] as const)
      await hands.tick(`${nameOf(key)} (${role})`);
    await hands.write(
      'What was raised',
      'Whether the rota is in place now or is only planned for the first year.',
    );
    await hands.select(`Where ${nameOf('farida-evaluator')} stands now`, high as string);
    await hands.select(`Where ${nameOf('george-evaluator')} stands now`, low as string);
    await hands.choose('The mark that everybody present holds', high as string);
    await hands.write(WHY, REASON);
    await hands.press('Record the consensus');
    await at().look('discussion-without-consensus');
    expect(await at().problems()).toEqual([
      {
        says: 'The mark is the one that everybody present holds after the discussion.',
        field: 'The mark that everybody present holds',
      },
    ]);
    expect(await hands.read('What was raised')).toContain('Whether the rota');
    await hands.select(`Where ${nameOf('george-evaluator')} stands now`, high as string);
    await hands.press('Record the consensus');
    expect(await hands.words()).toContain('5 of 6 still to discuss');
  });

  it('shows the record to the evaluators, and no price before quality is locked', async () => {
    const { hands } = at();
    await agree(cycle.panel, evaluation.id);
    await at().signIn('farida-evaluator', `${home()}/moderation`);
    expect(await hands.words()).toContain('0 of 6 still to discuss');
    await hands.follow(`${FIRST}: ${DELIVERY}`);
    await at().look('discussion-recorded');
    expect(await hands.words()).toMatch(new RegExp(`Reason\\s+${escaped(REASON)}`));
    expect(await hands.page.getByRole('button', { name: 'Record the consensus' }).count()).toBe(0);
    await at().visit(`${home()}/ranking`);
    await at().look('ranking-before-prices');
    for (const price of PRICES_WRITTEN) expect(await hands.words()).not.toContain(price);
  });

  it('opens the prices when quality is locked, and recommends with reasons', async () => {
    const { hands } = at();
    await at().signIn('ines-panel-chair', `${home()}/moderation`);
    await at().look('moderation-to-lock');
    await hands.press('Lock quality');
    await eventually(
      'the prices to be opened',
      async () => (await evaluationOf(cycle.panel.chair, cycle.tender.id)).pricesOpen,
    );
    await at().visit(`${home()}/ranking`);
    await at().look('ranking');
    for (const price of PRICES_WRITTEN) expect(await hands.words()).toContain(price);
    await hands.write('Why this set', 'The two that rank best on the criteria as they were published.');
    await hands.press('Recommend this set');
    await at().look('recommendation-of-nobody');
    expect((await at().problems()).map(({ field }) => field)).toEqual(['Which bids are to get contracts?']);
    expect(await hands.read('Why this set')).toContain('The two that rank best');
    await hands.tick(`1. ${NAMES[0]}, £374,139.07`);
    await hands.tick(`2. ${NAMES[1]}, £385,783.11`);
    await hands.press('Recommend this set');
    await at().look('recommendation');
    expect(await hands.words()).toContain('£759,922.18 of £800,000');
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
