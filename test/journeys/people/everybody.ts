import { PEOPLE } from '../../../deploy/local/identity/people';
import { type PortalWindow, violationsOn } from '../support/browser';

const LINKS = '.govuk-service-navigation a[href^="/"], .portal-cards a[href^="/"]';

/** Everybody who can sign in reaches every page that their home and navigation name. */
export function everybody(at: () => PortalWindow): void {
  /** Pages are looked at by the first who comes to them. */
  const seen = new Set<string>();

  it.each(PEOPLE.map(({ key, name }) => ({ key, name })))(
    'lets $name reach every page of their home and navigation',
    async ({ key }) => {
      const { page } = at();
      await at().signIn(key);
      const paths = new Set(
        await page
          .locator(LINKS)
          .evaluateAll((links) =>
            links.map((link) =>
              (link as unknown as { getAttribute(name: string): string }).getAttribute('href'),
            ),
          ),
      );
      expect(paths.size).toBeGreaterThan(5);
      const found = [];
      for (const path of paths) {
        if (seen.has(path)) {
          const status = (await page.request.get(path)).status();
          if (status !== 200) found.push({ path, status });
          continue;
        }
        seen.add(path);
        const answer = await page.goto(path);
        const violations = await violationsOn(page);
        if (answer?.status() !== 200 || violations.length > 0)
          found.push({ path, status: answer?.status(), violations });
      }
      expect(found).toEqual([]);
    },
  );
}
