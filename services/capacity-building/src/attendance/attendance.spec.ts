import { cameOf, latestOf, mustBeRegister, mustSayWhy, overall } from './attendance';

const booking = { state: 'booked', places: [1, 3] };
const came = [
  { place: 1, attendance: 'attended' },
  { place: 3, attendance: 'not' },
] as const;

describe('the register of attendance', () => {
  it('is not kept before the session begins', () => {
    expect(() => mustBeRegister(booking, 1_000, 999, came)).toBreak('session-has-not-begun');
    expect(() => mustBeRegister(booking, 1_000, 1_000, came)).toBreak('nothing');
  });

  it('is not kept of places that nobody held, nor of a date that there is not', () => {
    expect(() => mustBeRegister({ ...booking, state: 'expired' }, 0, 1, came)).toBreak(
      'attendance-needs-a-booking',
    );
    expect(() => mustBeRegister(booking, undefined, 1, came)).toBreak('no-such-date');
  });

  it('is kept person by person: those who are not there yet can be left for later', () => {
    expect(() => mustBeRegister(booking, 0, 1, [came[0]])).toBreak('nothing');
  });

  it.each([
    ['one place is named twice', [came[0], came[0]]],
    ['a place is named that was given back', [came[0], { place: 2, attendance: 'not' as const }]],
  ])('is refused when %s', (_, people) => {
    expect(() => mustBeRegister(booking, 0, 1, people)).toBreak('attendance-of-its-places');
  });

  it('is corrected only with a reason; saying the same again, or naming whom nobody named, corrects nothing', () => {
    const standing = [{ place: 1, date: 1, attendance: 'not' }] as const;
    const seats = [
      { place: 1, name: 'Ayesha' },
      { place: 3, name: null },
    ];
    const write = (line: { place: number; attendance: 'attended' | 'not'; name?: string }, reason?: string) =>
      mustSayWhy(standing, seats, [{ date: 1, ...line }], reason);
    const code = 'correction-needs-a-reason';
    expect(() => write({ place: 1, attendance: 'attended' })).toBreak(code);
    expect(() => write({ place: 1, attendance: 'not', name: 'Bo' })).toBreak(code);
    expect(() => write({ place: 1, attendance: 'attended', name: 'Bo' }, 'Bo came.')).toBreak('nothing');
    expect(() => write({ place: 1, attendance: 'not', name: 'Ayesha' })).toBreak('nothing');
    expect(() => write({ place: 3, attendance: 'attended', name: 'Carl' })).toBreak('nothing');
  });

  it('stands as it was written last', () => {
    const line = (date: number, attendance: 'attended' | 'not') => ({ place: 1, date, attendance });
    expect(latestOf([line(1, 'attended'), line(2, 'not'), line(1, 'not')])).toEqual([
      line(1, 'not'),
      line(2, 'not'),
    ]);
  });

  it('counts who came for a part as somebody who came, and who is not recorded as nobody', () => {
    const recorded = ['attended', 'not', 'partly', null];
    expect(cameOf(recorded.map((attendance) => ({ attendance })))).toBe(2);
  });
});

describe('attendance of a series', () => {
  const on = (...dates: ('attended' | 'partly' | 'not')[]) => dates.map((attendance) => ({ attendance }));

  it('is whole when every date was attended, partial when some were, none when none was', () => {
    expect(overall(on('attended', 'attended'), 2)).toBe('attended');
    expect(overall(on('attended', 'not'), 2)).toBe('partly');
    expect(overall(on('attended'), 2)).toBe('partly');
    expect(overall(on('not', 'not'), 2)).toBe('not');
    expect(overall([], 2)).toBeUndefined();
  });
});
