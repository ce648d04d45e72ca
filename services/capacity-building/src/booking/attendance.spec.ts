import { cameOf, mustBeRegister } from './attendance';

const booking = { state: 'booked', places: 2 };
const came = [
  { place: 1, attendance: 'attended' },
  { place: 2, attendance: 'not' },
] as const;

describe('the register of attendance', () => {
  it('is not kept before the session begins', () => {
    expect(() => mustBeRegister(booking, 1_000, 999, came)).toBreak('session-has-not-begun');
    expect(() => mustBeRegister(booking, 1_000, 1_000, came)).toBreak('nothing');
  });

  it('is not kept of places that nobody held', () => {
    expect(() => mustBeRegister({ ...booking, state: 'expired' }, 0, 1, came)).toBreak(
      'attendance-needs-a-booking',
    );
  });

  it.each([
    ['one place is left out', [came[0]]],
    ['one place is named twice', [came[0], came[0]]],
    ['a place is named that the booking has not', [came[0], { place: 3, attendance: 'not' as const }]],
  ])('is refused when %s', (_, people) => {
    expect(() => mustBeRegister(booking, 0, 1, people)).toBreak('attendance-for-every-place');
  });

  it('counts who came for a part as somebody who came', () => {
    expect(cameOf([...came, { place: 3, attendance: 'partly' }])).toBe(2);
  });
});
