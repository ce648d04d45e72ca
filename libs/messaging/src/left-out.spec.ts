import { leftOut } from './left-out';

describe('a guarantee left out for a control', () => {
  it('is none unless somebody asks', () => {
    expect(leftOut({})).toBeUndefined();
    expect(leftOut({ NODE_ENV: 'production' })).toBeUndefined();
  });

  it.each(['inbox', 'outbox'] as const)(
    'is the %s where a control asks for it, never in production',
    (word) => {
      expect(leftOut({ UNSAFE_WITHOUT: word })).toBe(word);
      expect(() => leftOut({ UNSAFE_WITHOUT: word, NODE_ENV: 'production' })).toThrow(
        'refused in production',
      );
    },
  );

  it('is nothing else', () => {
    expect(() => leftOut({ UNSAFE_WITHOUT: 'audit' })).toThrow('is inbox or outbox');
  });
});
