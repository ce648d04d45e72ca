import type { equalityAnalysisApi, evaluationApi } from '@commissioning/schemas';
import { approve, propose } from '../../../deploy/local/acts/approving';
import { checkOf } from '../../../deploy/local/acts/awarding';
import { eventually } from '../../../deploy/local/acts/client';
import { onCurrent } from '../../../deploy/local/acts/evaluating';
import type { PortalWindow } from '../support/browser';
import type { Cycle } from '../support/cycle';
import { wardNames } from '../support/scene';
import { ORGANISATIONS, THEME } from '../support/words';

const NEXT = { ...THEME, title: 'Advice for carers', budgetPence: 20_000_000 };
const EVIDENCE = 'Workshop records and the needs data of the wards.';
const ADVICE =
  'Most deprived wards are reached by one of the two bids; those in the south are not, and for most characteristics there is no evidence.';
const MITIGATION = {
  'What will be done': 'Both providers hold one session a month in the wards that neither reaches.',
  'Who does it': 'Financial Inclusion',
  'What it should change, in figures where you can': 'At least 40 residents of those wards each year.',
};
const APPROVE = 'Approve the check';

/** An equality officer screens a theme and checks a recommended set; another person approves the check. */
export function equalityOfficer(cycle: Cycle, at: () => PortalWindow): void {
  let check: equalityAnalysisApi.AwardCheck;
  const page = () => `/equality/award-checks/${check.id}`;

  it('screens a theme, each answer with what it rests on, and keeps what was typed', async () => {
    const { theme } = await propose(cycle.approvers, { ...NEXT, programmeId: cycle.theme.programmeId });
    const { hands } = at();
    await at().signIn('kemi-equality-officer', '/equality');
    await at().look('equality');
    await hands.follow(NEXT.title);
    await at().look('screening');
    const questions = await hands.page.locator('legend').allInnerTexts();
    const [first, ...others] = questions.map((question) => question.trim()) as [string];
    expect(others).toHaveLength(5);
    await hands.choose(first, 'Yes');
    await hands.write(`What this rests on: ${first}`, 'Brief');
    await hands.press('Save the answers');
    await at().look('screening-without-evidence');
    expect((await at().problems()).map(({ field }) => field)).toEqual([`What this rests on: ${first}`]);
    expect(await hands.read(`What this rests on: ${first}`)).toBe('Brief');
    await hands.write(`What this rests on: ${first}`, EVIDENCE);
    for (const question of others) {
      await hands.choose(question, 'No');
      await hands.write(`What this rests on: ${question}`, EVIDENCE);
    }
    await hands.press('Save the answers');
    await hands.choose('What follows', 'No further analysis');
    await hands.write('Because', 'Small organisations may find it hard to compete.');
    await hands.press('Complete the screening');
    await at().look('screening-that-asks-for-more');
    expect((await at().problems()).map(({ field }) => field)).toEqual(['What follows']);
    expect(await hands.read('Because')).toContain('Small organisations');
    await hands.choose('What follows', 'A full equality analysis');
    await hands.press('Complete the screening');
    await at().look('screening-complete');
    expect(await hands.words()).toMatch(/Outcome\s+Full analysis/);
    const words = { dueRegard: ADVICE, reasons: 'The need is evidenced in every ward.' };
    expect((await approve(cycle.approvers, theme.id, words)).state).toBe('approved');
  });

  it('sees whom the recommended set reaches, by ward and by group, with a verdict on each', async () => {
    const { hands } = at();
    check = await checkOf(cycle.as('kemi-equality-officer'), cycle.evaluationId);
    await at().visit('/equality');
    await hands.follow(cycle.tender.title);
    await at().look('award-check');
    const wards = await hands.in('Wards in figures').words();
    const names = await wardNames(cycle);
    expect(names.size).toBe(20);
    for (const name of names.values()) expect(wards).toContain(name);
    const verdicts = wards.match(/More than its share|About its share|Less than its share|Insufficient/g);
    expect(verdicts).toHaveLength(20);
    expect(await hands.in('Groups').words()).toMatch(/Disabled under the Equality Act.*\s60\s/s);
    expect(await hands.in('Alternatives').words()).toContain(ORGANISATIONS[2].name);
  });

  it('is told what its advice lacks, and loses nothing of it', async () => {
    const { hands } = at();
    await hands.write('Who gains, who is left out, and what follows from it', ADVICE);
    await hands.under('Mitigation 1').write('What will be done', MITIGATION['What will be done']);
    await hands.press('Save the advice');
    await at().look('advice-with-errors');
    expect((await at().problems()).map(({ field }) => field)).toEqual([
      ...['Who does it', 'Day', 'What it should change, in figures where you can'],
    ]);
    expect(await hands.read('Who gains, who is left out, and what follows from it')).toBe(ADVICE);
  });

  it('cannot be approved by the person who wrote it, whatever else that person may do', async () => {
    const { hands } = at();
    await at().signIn('maya-equality-approver', page());
    await writeAdvice();
    await hands.press('Submit for approval');
    await at().look('own-advice-submitted');
    expect(await hands.words()).toContain('You have prepared this check. Another person approves it.');
    expect(await hands.page.getByRole('button', { name: APPROVE }).count()).toBe(0);
    const path = `/v1/award-checks/${check.id}`;
    const maya = cycle.as('maya-equality-approver');
    const { version } = await maya.get<equalityAnalysisApi.AwardCheck>('equality-analysis', path);
    const { status, body } = await maya.try('POST', 'equality-analysis', `${path}/approve`, undefined, {
      version,
    });
    expect([status, body.code]).toEqual([409, 'own-approval']);
  });

  it('says that a check no longer counts when the recommendation has changed', async () => {
    await recommendAnew(cycle);
    const { id: earlier } = check;
    check = await eventually('the check of the new set', async () => {
      const open = await checkOf(cycle.as('kemi-equality-officer'), cycle.evaluationId);
      return open.id !== earlier && open;
    });
    await at().visit(`/equality/award-checks/${earlier}`);
    await at().look('check-of-an-earlier-set');
    expect(await at().hands.words()).toContain('This check is of an earlier set and no longer counts.');
  });

  it('writes and submits advice where the browser runs no scripts', async () => {
    const { hands } = at();
    await at().withoutScripts(async () => {
      await at().signIn('kemi-equality-officer', page());
      await writeAdvice();
      await hands.press('Submit for approval');
      await at().look('advice-submitted');
    });
    expect(await hands.words()).toContain(MITIGATION['What will be done']);
    expect(await hands.page.getByRole('button', { name: APPROVE }).count()).toBe(0);
  });

  it('is approved by a second person, who may send it back with a reason first', async () => {
    const { hands } = at();
    await at().signIn('maya-equality-approver', page());
    await at().look('check-to-approve');
    await hands.press('Send it back');
    await at().look('sent-back-without-a-reason');
    expect((await at().problems()).map(({ field }) => field)).toEqual(['Or send it back, because']);
    await hands.write('Or send it back, because', 'Say by when the sessions in the south begin.');
    await hands.press('Send it back');
    await at().signIn('kemi-equality-officer', page());
    await at().look('check-sent-back');
    expect(await hands.words()).toContain('Sent back: Say by when the sessions in the south begin.');
    await hands.press('Submit for approval');
    await at().signIn('maya-equality-approver', page());
    await hands.press(APPROVE);
    await at().look('check-approved');
    expect(await hands.words()).toMatch(/Approved 1 February 2027 at/);
  });

  async function writeAdvice(): Promise<void> {
    const { hands } = at();
    await hands.write('Who gains, who is left out, and what follows from it', ADVICE);
    const first = hands.under('Mitigation 1');
    for (const [label, text] of Object.entries(MITIGATION)) await first.write(label, text);
    for (const [part, text] of [
      ['Day', '30'],
      ['Month', '9'],
      ['Year', '2027'],
    ] as const)
      await first.write(part, text);
    await hands.press('Save the advice');
  }
}

/** The chair recommends the first bid alone, so that the check of both is one of an earlier set. */
function recommendAnew({ panel, tender }: Cycle): Promise<evaluationApi.Recommendation> {
  return onCurrent(panel.chair, tender.id, async ({ id, bids, version }) => {
    const first = bids.find(({ organisationName }) => organisationName === ORGANISATIONS[0].name);
    const body = {
      bidIds: [first?.bidId],
      departures: [],
      summary: 'One contract for the bid that ranks best; the second need is met in another way.',
    };
    return panel.chair.post('evaluation', `/v1/evaluations/${id}/recommendation`, body, { version });
  });
}
