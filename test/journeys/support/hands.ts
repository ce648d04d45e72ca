import type { Locator, Page } from 'playwright-core';

/** Somebody at a page: what they follow, press, write and choose, by the words that they read. */
export class Hands {
  constructor(
    readonly page: Page,
    private readonly device: 'pointer' | 'keyboard' = 'pointer',
    private readonly place: Page | Locator = page,
  ) {}

  /** The same person with a keyboard alone: what Tab does not reach is not found. */
  byKeyboard(): Hands {
    return new Hands(this.page, 'keyboard', this.place);
  }

  /** Only in the section with this heading. */
  in(heading: string): Hands {
    return new Hands(this.page, this.device, this.place.getByRole('region', { name: heading }));
  }

  /** Only among the fields under this legend. */
  under(legend: string): Hands {
    return new Hands(this.page, this.device, this.place.getByRole('group', { name: legend }));
  }

  /** Follows a link to another page. */
  async follow(link: string): Promise<void> {
    await this.leave(this.place.getByRole('link', { name: link, exact: true }).first());
  }

  /** Presses a button that sends a form. */
  async press(button: string): Promise<void> {
    await this.leave(this.place.getByRole('button', { name: button, exact: true }));
  }

  /** Opens what is folded away, where it is not open yet. */
  async unfold(summary: string): Promise<void> {
    const details = this.place.locator('details', { has: this.page.getByText(summary, { exact: true }) });
    if ((await details.getAttribute('open')) !== null) return;
    await this.act(details.locator('summary'), 'Enter');
  }

  /** Replaces what stands in a field. */
  async write(label: string, text: string): Promise<void> {
    const field = this.field(label);
    if (this.device === 'pointer') return field.fill(text);
    await this.tabTo(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** Ticks a checkbox. */
  async tick(label: string): Promise<void> {
    const box = this.field(label);
    if (!(await box.isChecked())) await this.act(box, 'Space');
  }

  /** Chooses one of the radio buttons under a question. */
  async choose(question: string, answer: string): Promise<void> {
    const group = this.place.getByRole('group', { name: question });
    const radio = group.getByLabel(answer, { exact: true });
    if (this.device === 'pointer') return radio.check();
    const all = group.getByRole('radio');
    const texts = await all.evaluateAll((radios) => radios.map((each) => (each as { id?: string }).id));
    const [from, to] = [await this.tabToOneOf(all), texts.indexOf((await radio.getAttribute('id')) ?? '')];
    if (from === to) await this.page.keyboard.press('Space');
    for (let step = from; step < to; step += 1) await this.page.keyboard.press('ArrowDown');
    for (let step = from; step > to; step -= 1) await this.page.keyboard.press('ArrowUp');
    expect(await radio.isChecked()).toBe(true);
  }

  /** Selects from a list. */
  async select(label: string, option: string): Promise<void> {
    const field = this.field(label);
    if (this.device === 'pointer') return void (await field.selectOption({ label: option }));
    await this.tabTo(field);
    await this.page.keyboard.type(option);
    expect(await field.locator('option:checked').textContent()).toBe(option);
  }

  /** What stands in a field. */
  read(label: string): Promise<string> {
    return this.field(label).inputValue();
  }

  /** The words of the page, or of the part. */
  words(): Promise<string> {
    return this.place === this.page
      ? this.page.locator('main').innerText()
      : (this.place as Locator).innerText();
  }

  private field(label: string): Locator {
    return this.place.getByLabel(label, { exact: true });
  }

  private async leave(target: Locator): Promise<void> {
    await target.waitFor();
    const arrives = this.page.waitForEvent('load');
    await Promise.all([arrives, this.act(target, 'Enter')]);
  }

  private async act(target: Locator, key: 'Enter' | 'Space'): Promise<void> {
    if (this.device === 'pointer') return target.click();
    await this.tabTo(target);
    await this.page.keyboard.press(key);
  }

  private async tabTo(target: Locator): Promise<void> {
    await this.tabToOneOf(target);
  }

  /** Only by Tab; answers which of the targets it came to. */
  private async tabToOneOf(targets: Locator): Promise<number> {
    await targets.first().waitFor();
    for (let steps = 0; steps < MOST_TABS; steps += 1) {
      const focused = await targets.evaluateAll((all) =>
        all.findIndex((each) => (each as { matches(css: string): boolean }).matches(':focus')),
      );
      if (focused >= 0) return focused;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${targets} on ${this.page.url()}.`);
  }
}

const MOST_TABS = 250;
