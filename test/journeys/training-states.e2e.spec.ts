import type { Browser, Page } from 'playwright-core';
import { htmlOf, servicesThatSay, styles } from '../../services/portal/test/portal-double';
import { TRAINING_PAGES, visitorsOf } from '../../services/portal/test/training-pages';
import { violationsOn } from './support/browser';
import { launchChromium } from './support/chromium';

jest.setTimeout(180_000);

/** Every page of training in every state, also those that a journey seldom comes to, in a window of a phone. */
describe('every page of training', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage();
    // The pages name their styles by address; there is no server here.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/css', body: styles() }));
  });
  afterAll(() => browser?.close());

  const differing = TRAINING_PAGES.filter(([name]) => !/, (soon|closed|internal|online|expired)$/.test(name));

  it('is looked at with its styles, and what is wrong is found', async () => {
    await page.setContent(
      '<link rel="stylesheet" href="http://portal/portal.css"><div class="portal-nav__list"></div><input>',
      { waitUntil: 'load' },
    );
    const styled = `getComputedStyle(document.querySelector('.portal-nav__list')).display`;
    expect(await page.evaluate<string>(styled)).toBe('flex');
    expect(await violationsOn(page)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^label .*<input>/)]),
    );
  });

  it.each(differing)('keeps WCAG and fits a phone: %s', async (_, name, show, answers) => {
    const [, visitor] = visitorsOf(name).at(-1) as ReturnType<typeof visitorsOf>[number];
    const html = htmlOf(await show(servicesThatSay(answers), visitor), visitor);
    await page.setContent(html.replaceAll('href="/assets/', 'href="http://portal/assets/'), {
      waitUntil: 'load',
    });
    const wider = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect({ wider, violations: await violationsOn(page) }).toEqual({ wider: 0, violations: [] });
  });
});
