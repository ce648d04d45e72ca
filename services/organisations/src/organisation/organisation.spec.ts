import { readsLike, SizeLimit, tellingWords, written } from './organisation';

describe('identifiers', () => {
  it('are the same number however they were typed', () => {
    expect(written([{ scheme: 'GB-COH', id: '1234567' }])).toEqual([{ scheme: 'GB-COH', id: '01234567' }]);
    expect(written([{ scheme: 'GB-SC', id: 'sc 012345' }])).toEqual([{ scheme: 'GB-SC', id: 'SC012345' }]);
  });

  it('count once when they were entered twice', () => {
    const twice = [
      { scheme: 'GB-COH', id: '01234567' },
      { scheme: 'GB-COH', id: '1234567' },
    ] as const;
    expect(written(twice)).toHaveLength(1);
  });

  it.each([
    ['GB-CHC', 'SC012345'],
    ['GB-CHC', '12345'],
    ['GB-COH', '123456789'],
    ['GB-SC', '012345'],
    ['GB-NIC', 'NI1234'],
  ] as const)('of %s are refused when they look like %s', (scheme, id) => {
    expect(() => written([{ scheme, id }])).toBreak('identifier-malformed');
  });
});

describe('size', () => {
  it('is small under the limit and not at it', () => {
    const limit = new SizeLimit(100_000_00);
    expect(limit.isSmall(99_999_99)).toBe(true);
    expect(limit.isSmall(100_000_00)).toBe(false);
  });
});

describe('names', () => {
  it.each([
    ['Limehouse Kitchen Table', 'The Limehouse Kitchen Table Ltd'],
    ['Bow Women’s Project', "Bow Womens' Project CIC"],
    ['Poplar Lunch Club', 'Lunch Club, Poplar'],
    ['Café Shadwell', 'Cafe Shadwell'],
    ['Stepney Advice Centre', 'Stepney Advise Centre'],
  ])('%s reads like %s', (one, other) => {
    expect(readsLike(one, other)).toBe(true);
  });

  it.each([
    ['Bow Youth Club', 'Poplar Youth Club'],
    ['Limehouse Kitchen Table', 'Limehouse Advice'],
    ['The Charity', 'The Trust'],
  ])('%s does not read like %s', (one, other) => {
    expect(readsLike(one, other)).toBe(false);
  });

  it('of fillers alone keep their words', () => {
    expect(tellingWords('The Charity')).toEqual(['the', 'charity']);
  });
});
