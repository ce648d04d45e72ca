import { mustBeReadable } from './readable';

const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;
const issuesOf = (sent: Parameters<typeof mustBeReadable>[0]) => {
  try {
    mustBeReadable(sent);
    return [];
  } catch (error) {
    return (error as { issues: { path: string[]; message: string }[] }).issues;
  }
};

describe('what a caller sends', () => {
  it('may be any text and any list within bounds', () => {
    expect(
      issuesOf({ body: { title: 'Ünïcode\n\t', lots: [{ title: '\ud83d\ude00' }] }, query: { a: ['1'] } }),
    ).toEqual([]);
    expect(issuesOf({ body: nested(64) })).toEqual([]);
  });

  it.each([
    ['in a body, however deep', { body: { lots: [{ title: 'a\0b' }] } }, ['lots', '0', 'title']],
    ['in a query', { query: { search: '\0' } }, ['search']],
    ['in an address', { params: { personId: '\0' } }, ['personId']],
    ['in the name of a property', { body: { 'a\0': 1 } }, []],
  ])('has no NUL character %s', (_, sent, path) => {
    expect(issuesOf(sent)).toMatchObject([{ path, message: expect.stringContaining('NUL') }]);
  });

  it('is not nested beyond what a stack bears', () => {
    for (const levels of [65, 100_000]) {
      expect(issuesOf({ body: nested(levels) })).toMatchObject([
        { message: expect.stringContaining('nested') },
      ]);
    }
  });
});
