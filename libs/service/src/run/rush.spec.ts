import { Rush } from './rush';

describe('work in the background', () => {
  let rush: Rush;
  beforeEach(() => {
    jest.useFakeTimers();
    rush = new Rush();
  });
  afterEach(() => jest.useRealTimers());

  const coming = (requests: number) => {
    for (let request = 1; request <= requests; request += 1) rush.begin();
  };
  const waiting = () => {
    const state = { goesOn: false };
    void rush.over(1_000).then(() => (state.goesOn = true));
    return state;
  };

  it('goes on at once while few requests are being answered', async () => {
    coming(4);
    const work = waiting();
    await jest.advanceTimersByTimeAsync(0);
    expect(work.goesOn).toBe(true);
  });

  it('waits while there are many, until enough of them are answered', async () => {
    coming(6);
    const work = waiting();
    rush.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(work.goesOn).toBe(false);
    rush.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(work.goesOn).toBe(true);
  });

  it('has its turn after a while, however many there are', async () => {
    coming(100);
    const work = waiting();
    await jest.advanceTimersByTimeAsync(999);
    expect(work.goesOn).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(work.goesOn).toBe(true);
  });
});
