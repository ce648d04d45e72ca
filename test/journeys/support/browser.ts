import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AxeResults, source as axeSource } from 'axe-core';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { personCalled } from '../../../deploy/local/identity/people';
import { launchChromium, PATIENCE_MS, ROOT } from './chromium';
import { Hands } from './hands';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 800 };

/** What an error summary says, and the question or label of the field that it leads to (empty: to none). */
export interface Problem {
  readonly says: string;
  readonly field: string;
}

/**
 * One Chromium with one window at the portal, in which one person after another does their part. Pictures of the
 * pages go to `test-artefacts/<journey>`.
 */
export class PortalWindow {
  private pictures = 0;
  private runsScripts = true;
  private readonly faults: string[] = [];
  /** Of whoever sits at the window, with a pointer. */
  readonly hands: Hands;

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly debug: CDPSession,
    private readonly journey: string,
  ) {
    this.hands = new Hands(page);
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (line) => {
      if (/Content.Security.Policy/i.test(line.text())) this.faults.push(line.text());
    });
  }

  /** @param journey names the folder of the pictures, such as `bidding` */
  static async open(portalUrl: string, journey: string): Promise<PortalWindow> {
    rmSync(picturesOf(journey), { recursive: true, force: true });
    const browser = await launchChromium();
    const context = await browser.newContext({ baseURL: portalUrl, viewport: WIDE, locale: 'en-GB' });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    return new PortalWindow(browser, page, await context.newCDPSession(page), journey);
  }

  /** Goes to a path of the portal. */
  async visit(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Becomes a ready-made person by key, such as `samira-bid-writer`, and goes to a path as they. */
  async signIn(key: string, path = '/'): Promise<void> {
    await this.forget();
    await this.visit(`/sign-in?returnTo=${encodeURIComponent(path)}`);
    await this.choosePerson(key);
  }

  /** On the identity provider's page, wherever somebody came from. */
  async choosePerson(key: string): Promise<void> {
    const name = nameOf(key);
    await this.hands.press(name);
    await this.page.getByText(`Signed in as ${name}`).waitFor();
  }

  /** Whoever was signed in here is so no more. */
  async forget(): Promise<void> {
    await this.page.context().clearCookies();
  }

  /** Does something while the browser runs no scripts, from the page that it opens next. */
  async withoutScripts(act: () => Promise<void>): Promise<void> {
    this.runsScripts = false;
    await this.allowScripts(false);
    try {
      await act();
    } finally {
      this.runsScripts = true;
      await this.allowScripts(true);
    }
  }

  /** The error summary of the page, whose title says that there are errors too. */
  async problems(): Promise<Problem[]> {
    expect(await this.page.title()).toMatch(/^Error: /);
    return this.page.evaluate<Problem[]>(`(${problemsOnPage})()`);
  }

  /**
   * Keeps pictures, wide and narrow, and asks what every page owes everybody: one heading, no script that fails,
   * nothing wider than a window of 320 pixels, and there no rule of axe broken.
   */
  async look(step: string): Promise<void> {
    const folder = picturesOf(this.journey);
    mkdirSync(folder, { recursive: true });
    const picture = join(folder, `${String((this.pictures += 1)).padStart(2, '0')}-${step}`);
    const found = { step, headings: await this.page.locator('h1').count(), faults: this.faults.splice(0) };
    await this.page.screenshot({ path: `${picture}.png`, fullPage: true });
    await this.page.setViewportSize(NARROW);
    // Scripts of the page that were held back do not run now; axe does.
    await this.allowScripts(true);
    await this.page.screenshot({ path: `${picture}-narrow.png`, fullPage: true });
    const tooWide = await this.page.evaluate<string[]>(`(${widerThanWindow})()`);
    const violations = await violationsOn(this.page);
    await this.allowScripts(this.runsScripts);
    await this.page.setViewportSize(WIDE);
    expect({ ...found, tooWide, violations }).toEqual({
      ...{ step, headings: 1, faults: [], tooWide: [], violations: [] },
    });
  }

  private async allowScripts(may: boolean): Promise<void> {
    await this.debug.send('Emulation.setScriptExecutionDisabled', { value: !may });
  }

  /** Ends the browser; nothing of it is left running. */
  async close(): Promise<void> {
    await this.browser.close();
  }
}

const picturesOf = (journey: string): string => join(ROOT, 'test-artefacts', journey);

/** What a ready-made person is called, by key. */
export function nameOf(key: string): string {
  const person = personCalled(key);
  if (!person) throw new Error(`Nobody is called ${key}.`);
  return person.name;
}

/** What axe finds on a page: rule and element, one line each. The browser must be running scripts. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's content security policy does not hold back.
  const has = await page.evaluate<boolean>(`typeof axe === 'object'`);
  if (!has) await page.evaluate(axeSource);
  const found = await page.evaluate<AxeResults>(`axe.run(document, { resultTypes: ['violations'] })`);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html} ${failureSummary ?? ''}`),
  );
}

/** Runs in the page: the error summary with the label or legend of each field that it links to. */
const problemsOnPage = `() => [...document.querySelectorAll('.govuk-error-summary__list > li')].map((line) => {
  const id = line.querySelector('a')?.getAttribute('href')?.slice(1);
  const field = id && document.getElementById(id);
  const isOneOfSeveral = field && ['radio', 'checkbox'].includes(field.type);
  const name = isOneOfSeveral ? field.closest('fieldset')?.querySelector('legend') : field?.labels?.[0];
  const words = (part) => part?.textContent.trim().replace(/\\s+/g, ' ') ?? '';
  return { says: words(line), field: words(name ?? field?.labels?.[0]) };
})`;

/** Runs in the page: what reaches past the right edge of the window, unless it scrolls within itself. */
const widerThanWindow = `() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.body.querySelectorAll('*')]
    .filter((each) => each.getBoundingClientRect().right > edge + 1)
    .slice(0, 5)
    .map((each) => each.outerHTML.slice(0, 200));
}`;
