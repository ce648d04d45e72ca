import { outOfReach, reachability, untilInReach, within } from './reach';

const withCode = (code: string): Error => Object.assign(new Error('no'), { code });
const noting = () => {
  const said: string[] = [];
  const note = (_details: object, message: string): void => void said.push(message);
  return { said, log: { info: note, warn: note, error: note } };
};

describe('a store out of reach', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', '57P03', '08006', '53300'])('is waited for: %s', (code) =>
    expect(outOfReach(withCode(code))).toBe(true),
  );

  it.each([
    withCode('28P01'),
    withCode('42501'),
    new Error('WRONGPASS invalid password'),
    'ECONNREFUSED',
    undefined,
  ])('is told apart from one that refuses us: %s', (error) => expect(outOfReach(error)).toBe(false));

  it('does not make us wait when it refuses us', async () => {
    const { log, said } = noting();
    const attempt = jest.fn(() => Promise.reject(withCode('28P01')));
    await expect(untilInReach('Postgres', log, new AbortController().signal, attempt)).rejects.toThrow('no');
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(said).toEqual([]);
  });

  it('is mentioned once when it goes and once when it comes back; other errors each time', () => {
    const { log, said } = noting();
    const reach = reachability('Redis', log);
    reach.reached();
    reach.lost(withCode('ECONNRESET'));
    reach.lost(withCode('ECONNREFUSED'));
    reach.lost(new Error('script error'));
    reach.lost(new Error('script error'));
    reach.reached();
    reach.reached();
    expect(said).toEqual([
      'Jobs: Redis is out of reach (no)',
      'Jobs: Redis: script error',
      'Jobs: Redis: script error',
      'Jobs: Redis answers again',
    ]);
  });
});

describe('within', () => {
  it('tells what was in time from what was not', async () => {
    expect(await within(60_000, Promise.resolve())).toBe(true);
    expect(await within(1, new Promise(() => {}))).toBe(false);
    await expect(within(60_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
