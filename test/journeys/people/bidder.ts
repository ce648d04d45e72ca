import type { tenderingApi } from '@commissioning/schemas';
import { register } from '../../../deploy/local/acts/registering';
import type { PortalWindow } from '../support/browser';
import type { Cycle } from '../support/cycle';
import type { Hands } from '../support/hands';
import { wardNames } from '../support/scene';
import { bidWords, CRITERIA, ORGANISATIONS } from '../support/words';

const QUESTIONS = CRITERIA.filter(({ kind }) => kind !== 'price').map(({ title }) => title);
const [DELIVERY] = QUESTIONS as [string];

/** One organisation bids with all its mistakes, one without scripts, one with a keyboard alone. */
export function bidder(cycle: Cycle, at: () => PortalWindow): void {
  const organisation = ORGANISATIONS[0];
  const words = bidWords(0, 'Samira Begum');
  let wards: ReadonlyMap<string, string>;
  const wardName = (code: string) => wards.get(code) as string;

  beforeAll(async () => {
    wards = await wardNames(cycle);
  });

  it('reads hours, dates and the whole form of an opportunity without an account', async () => {
    const { hands } = at();
    await at().forget();
    await at().visit('/');
    await at().look('public-home');
    await hands.follow('Opportunities');
    await at().look('opportunities');
    expect(await hands.words()).toMatch(/Bids until 1 February 2027 at 12:00pm.*hours of work to bid/s);
    await hands.follow(cycle.tender.title);
    await at().look('opportunity');
    const opportunity = await hands.words();
    for (const { title, weight } of CRITERIA) expect(opportunity).toContain(`${title}: ${weight} of 100`);
    expect(opportunity).toMatch(/Work to bid\s+About \d+(\.\d)? hours/);
    expect(opportunity).toMatch(/Service runs\s+1 June 2027 to 31 May 2029/);
    expect(opportunity).toContain(CRITERIA[0]?.question as string);
  });

  it('signs in on the way to the bid, and registers the organisation first', async () => {
    const { hands } = at();
    await hands.press('Start or continue a bid');
    await at().choosePerson('samira-bid-writer');
    await at().look('before-you-start-without-an-organisation');
    await hands.follow('Register yours');
    await hands.write('Name', organisation.name);
    await hands.write('Income of the last year', 'not much');
    await hands.tick(wardName(organisation.wardsServed[0]));
    await hands.press('Register the organisation');
    await at().look('registration-with-errors');
    expect((await at().problems()).map(({ field }) => field)).toEqual([
      ...['Legal form', 'Income of the last year', 'Ward where it is based'],
    ]);
    expect(await hands.read('Name')).toBe(organisation.name);
    expect(await hands.read('Income of the last year')).toBe('not much');
    await hands.select('Legal form', organisation.legalForm);
    await hands.write('Income of the last year', '£80,000');
    await hands.select('Ward where it is based', wardName(organisation.homeWard));
    for (const ward of organisation.wardsServed) await hands.tick(wardName(ward));
    await hands.press('Register the organisation');
    await at().look('organisation');
    expect(await hands.words()).toContain(organisation.name);
  });

  it('starts a bid, and is told what is missing and where', async () => {
    const { hands } = at();
    await at().visit(`/bids/new?tender=${cycle.tender.id}`);
    await at().look('before-you-start');
    await begin(hands);
    await at().look('bid-with-nothing-written');
    await hands.press('Check and submit');
    await at().look('check-with-nothing-written');
    await hands.press('Submit the bid');
    await at().look('submitting-with-nothing-written');
    const problems = await at().problems();
    expect(problems.map(({ says }) => says)).toEqual([
      ...QUESTIONS.map((title) => `${title} has no answer yet.`),
      ...['There is no price yet.', 'Say how many people you plan to reach in each ward.'],
      'The declarations are not made yet.',
    ]);
    await hands.follow(problems[0]?.says as string);
    expect(await at().page.locator('h1').innerText()).toBe(DELIVERY);
  });

  it('names the field of an answer that is missing or too long, and keeps every word', async () => {
    const { hands } = at();
    await hands.press('Save');
    expect(await at().problems()).toEqual([{ says: `${DELIVERY} has no answer yet.`, field: 'Your answer' }]);
    const long = 'quiet lighthouse '.repeat(201).trim();
    await hands.write('Your answer', long);
    await hands.press('Save');
    await at().look('answer-over-the-limit');
    expect(await at().problems()).toEqual([
      { says: `${DELIVERY} has 402 words; the limit is 400.`, field: 'Your answer' },
    ]);
    expect(await hands.read('Your answer')).toBe(long);
    for (const [index, title] of QUESTIONS.entries()) {
      if (index > 0) await hands.follow(title);
      await hands.write('Your answer', words.answers[index] as string);
      await hands.press('Save');
    }
    await hands.follow(DELIVERY);
    await at().look('answer');
    expect(await hands.read('Your answer')).toBe(words.answers[0]);
  });

  it('names the field of a price or a number of people that is none, and keeps what was typed', async () => {
    const { hands } = at();
    await hands.follow(cycle.tender.title);
    await hands.follow('Price');
    await at().look('price');
    await hands.write('Your price', 'a lot');
    await hands.press('Save');
    await at().look('price-that-is-none');
    expect((await at().problems()).map(({ field }) => field)).toEqual(['Your price']);
    expect(await hands.read('Your price')).toBe('a lot');
    await hands.write('Your price', '£900,000');
    await hands.press('Save');
    expect(await at().problems()).toEqual([
      { says: 'The price is above £800,000.00, which is all there is.', field: 'Your price' },
    ]);
    await hands.write('Your price', '374,139.07');
    await hands.press('Save');
    await hands.follow('Whom you will reach');
    await at().look('reach');
    const [first, second] = words.reach.wards.map(({ ward }) => wardName(ward)) as [string, string];
    await hands.write(first, 'many');
    await hands.write(second, '60');
    await hands.press('Save');
    await at().look('reach-that-is-no-number');
    expect((await at().problems()).map(({ field }) => field)).toEqual([first]);
    expect([await hands.read(first), await hands.read(second)]).toEqual(['many', '60']);
    await hands.write(first, '60');
    await hands.write('Disabled under the Equality Act (disability)', '500');
    await hands.press('Save');
    expect(await at().problems()).toEqual([
      { says: expect.stringMatching(/more people than all the wards together/), field: expect.any(String) },
    ]);
    await hands.write('Disabled under the Equality Act (disability)', '30');
    await hands.press('Save');
  });

  it('has every declaration made, by name', async () => {
    const { hands } = at();
    await hands.follow('Declarations');
    await hands.write('Name of the person who declares this', 'Samira Begum');
    await hands.press('Save');
    await at().look('declarations-with-errors');
    expect((await at().problems()).map(({ field }) => field)).toEqual([
      'Does an exclusion ground apply to you, or to somebody you depend on?',
    ]);
    expect(await hands.read('Name of the person who declares this')).toBe('Samira Begum');
    await declare(hands, 'Samira Begum');
  });

  it('says “complete but not submitted” until it is submitted, and then shows the receipt', async () => {
    const { hands } = at();
    await at().look('bid-complete');
    expect(await hands.words()).toContain(
      'Complete, but not submitted. It does not count until you submit it.',
    );
    await hands.press('Check and submit');
    await at().look('check');
    expect(await hands.words()).toContain('Complete, but not submitted.');
    await hands.press('Submit the bid');
    await at().look('receipt');
    const bid = await ownBid(cycle, at().page.url(), 0);
    expect(await hands.words()).toContain(bid.receipts[0]?.sha256 as string);
    await hands.follow('Back to the bid');
    await at().look('bid-submitted');
    expect(await hands.words()).toMatch(/Submitted on 2 November 2026.* Nothing else is needed\./);
    await at().visit('/bids');
    await at().look('our-bids');
  });

  it('is done as well where the browser runs no scripts', async () => {
    await inTheRegister(cycle, 1);
    await at().withoutScripts(async () => {
      await at().signIn('uma-bid-writer', `/bids/new?tender=${cycle.tender.id}`);
      await writeAndSubmit(at().hands, 1);
      await at().look('receipt-without-scripts');
    });
    expect((await ownBid(cycle, at().page.url(), 1)).standing).toBe('submitted');
  });

  it('is done as well with a keyboard alone', async () => {
    await inTheRegister(cycle, 2);
    await at().signIn('wanjiru-bid-writer', `/bids/new?tender=${cycle.tender.id}`);
    await writeAndSubmit(at().hands.byKeyboard(), 2);
    expect((await ownBid(cycle, at().page.url(), 2)).standing).toBe('submitted');
  });

  /** From “Before you start” to the receipt. */
  async function writeAndSubmit(hands: Hands, index: number): Promise<void> {
    const { answers, pricePence, reach, signedBy } = bidWords(index, cycle.writer(index).name);
    await begin(hands);
    for (const [place, title] of QUESTIONS.entries()) {
      await hands.follow(title);
      await hands.write('Your answer', answers[place] as string);
      await hands.press('Save');
    }
    await hands.follow('Price');
    await hands.write('Your price', (pricePence / 100).toFixed(2));
    await hands.press('Save');
    await hands.follow('Whom you will reach');
    for (const { ward, people } of reach.wards) await hands.write(wardName(ward), String(people));
    for (const { category, characteristic, people } of reach.groups)
      await hands.write(`${category} (${characteristic})`, String(people));
    await hands.press('Save');
    await hands.follow('Declarations');
    await declare(hands, signedBy);
    await hands.press('Check and submit');
    await hands.press('Submit the bid');
  }
}

async function declare(hands: Hands, name: string): Promise<void> {
  await hands.choose('Does an exclusion ground apply', 'No');
  await hands.write('Name of the person who declares this', name);
  await hands.tick('What the bid says is accurate and complete');
  await hands.press('Save');
}

/** Registers the organisation with this number through the API. */
const inTheRegister = (cycle: Cycle, index: number) =>
  register(cycle.writer(index), ORGANISATIONS[index] as (typeof ORGANISATIONS)[number]);

/** What the register says reaches tendering a moment later; until then the page asks to try again. */
async function begin(hands: Hands): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    await hands.press('Start or continue the bid');
    if (!(await hands.page.title()).startsWith('Error: ')) return;
    expect(await hands.page.locator('.govuk-error-summary').innerText()).toContain('Try again in a moment');
  }
  throw new Error('Tendering does not come to know the organisation.');
}

/** The bid whose page or receipt is open, as its writer reads it. */
function ownBid(cycle: Cycle, url: string, index: number): Promise<tenderingApi.OwnBid> {
  const [id] = /(?<=\/bids\/)[0-9a-f-]{36}/.exec(url) ?? [];
  return cycle.writer(index).get('tendering', `/v1/bids/${id}`);
}
