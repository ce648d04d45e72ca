import { htmlOf, servicesThatSay } from '../../test/portal-double';
import { TRAINING_PAGES, visitorsOf } from '../../test/training-pages';

/** What is wrong with a page whatever it shows; empty when nothing is. */
function faultsOf(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id as string);
  const meant = [...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)].flatMap(
    ([, names]) => (names as string).split(' '),
  );
  const inPage = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id as string);
  const forms = [...html.matchAll(/<form method="post"[\s\S]*?<\/form>/g)].map(([form]) => form);
  return [
    ...((html.match(/<h1/g) ?? []).length === 1 ? [] : ['not one heading of the first level']),
    ...(html.match(/undefined|\[object|NaN|>null</g) ?? []).map((leak) => `says ${leak}`),
    ...(html.match(/&lt;\/?[a-z]+/g) ?? []).map((tag) => `shows the tag ${tag}`),
    ...ids.filter((id, i) => id === '' || ids.indexOf(id) !== i).map((id) => `twice the id ${id}`),
    ...[...meant, ...inPage].filter((id) => !ids.includes(id)).map((id) => `points to ${id}`),
    ...forms.filter((form) => !form.includes('name="_csrf"')).map(() => 'a form without its token'),
  ];
}

describe('the pages of training', () => {
  it.each(TRAINING_PAGES)('%s', async (_, name, show, answers) => {
    for (const [who, visitor] of visitorsOf(name)) {
      const html = htmlOf(await show(servicesThatSay(answers), visitor), visitor);
      expect({ who, faults: faultsOf(html) }).toEqual({ who, faults: [] });
    }
  });

  it.each([
    ['<h1>A</h1><h1>B</h1>', 'not one heading of the first level'],
    ['<h1>undefined</h1>', 'says undefined'],
    ['<h1>&lt;span&gt;A</h1>', 'shows the tag &lt;span'],
    ['<h1 id="a"></h1><p id="a">', 'twice the id a'],
    ['<h1></h1><label for="b">', 'points to b'],
    ['<h1></h1><a href="#c">', 'points to c'],
    ['<h1></h1><form method="post"></form>', 'a form without its token'],
  ])('are watched: %s', (html, fault) => {
    expect(faultsOf(html)).toEqual([fault]);
  });
});
