import { resolveRegime } from './regime';
import type { Procurement } from './procurement';
import type { Reservation } from './reservation';

const reserve = (reservation: Partial<Reservation>, more: Partial<Procurement> = {}) =>
  resolveRegime({
    kind: 'services',
    subject: 'ordinary',
    startsOn: '2026-06-01',
    valueWithVatPence: 100_000_00,
    valueWithoutVatPence: 80_000_00,
    reservation: {
      for: 'local-area',
      areas: ['Tower Hamlets', 'Hackney'],
      decidedOn: '2026-05-01',
      statedInNotice: true,
      ...reservation,
    },
    ...more,
  }).reservation;

const refusal = (code: string) => expect.objectContaining({ name: 'RegimeRefusal', code });

describe('a competition reserved to the local area', () => {
  it('is lawful below the threshold, decided beforehand, with its area stated in the notice', () => {
    expect(reserve({})).toMatchObject({
      code: 'reserved-local-area',
      says: 'Reserved to suppliers based in Tower Hamlets, Hackney.',
      source: { provision: 'SI 2026/94' },
    });
  });

  it('was not lawful on 3 February 2026 and is from the 4th', () => {
    const on = (startsOn: string) => () => reserve({ decidedOn: '2026-01-05' }, { startsOn });
    expect(on('2026-02-03')).toThrow(refusal('reservation-not-yet-lawful'));
    expect(on('2026-02-04')).not.toThrow();
  });

  it('is not lawful at the threshold, and is a penny below it', () => {
    expect(() => reserve({}, { valueWithVatPence: 207_720_00 })).toThrow(
      refusal('reservation-only-below-threshold'),
    );
    expect(reserve({}, { valueWithVatPence: 207_720_00 - 1 })).not.toBeNull();
  });

  it('is refused when decided on the day tenders are invited, and not the day before', () => {
    expect(() => reserve({ decidedOn: '2026-06-01' })).toThrow(refusal('reservation-decided-too-late'));
    expect(reserve({ decidedOn: '2026-05-31' })).not.toBeNull();
  });

  it('is refused without an area, and when the notice does not say so', () => {
    expect(() => reserve({ areas: [] })).toThrow(refusal('reservation-needs-area'));
    expect(() => reserve({ statedInNotice: false })).toThrow(refusal('reservation-not-stated'));
  });

  it('is unknown under the 2015 Regulations and for grants', () => {
    expect(() => reserve({ decidedOn: '2018-01-05' }, { startsOn: '2018-06-01' })).toThrow(
      refusal('reservation-not-yet-lawful'),
    );
    expect(() => reserve({}, { kind: 'grant' })).toThrow(refusal('reservation-of-a-grant'));
  });

  it('is nothing when nothing is reserved', () => {
    expect(
      resolveRegime({ kind: 'services', subject: 'ordinary', startsOn: '2026-06-01', valueWithVatPence: 1 })
        .reservation,
    ).toBeNull();
  });
});

describe('other reservations', () => {
  it('to the United Kingdom follow the same order and date', () => {
    expect(reserve({ for: 'united-kingdom' })).toMatchObject({ source: { provision: 'SI 2026/94' } });
    expect(() =>
      reserve({ for: 'united-kingdom', decidedOn: '2026-01-05' }, { startsOn: '2026-02-03' }),
    ).toThrow(refusal('reservation-not-yet-lawful'));
  });

  it('to small or voluntary bidders are below the threshold only', () => {
    expect(reserve({ for: 'small-or-voluntary' })).toMatchObject({ code: 'reserved-small-or-voluntary' });
    expect(() => reserve({ for: 'small-or-voluntary' }, { valueWithVatPence: 300_000_00 })).toThrow(
      refusal('reservation-only-below-threshold'),
    );
  });

  it('to supported employment providers are lawful above the threshold too', () => {
    expect(reserve({ for: 'supported-employment' }, { valueWithVatPence: 300_000_00 })).toMatchObject({
      source: { provision: 's. 32' },
    });
  });

  it('to public service mutuals are for light-touch contracts of at most 5 years', () => {
    const mutual = (termYears: number | undefined, more: Partial<Procurement> = {}) =>
      reserve(
        { for: 'public-service-mutual', ...(termYears === undefined ? {} : { termYears }) },
        { subject: 'light-touch', valueWithVatPence: 700_000_00, ...more },
      );
    expect(mutual(5)).toMatchObject({ code: 'reserved-public-service-mutual' });
    expect(() => mutual(5.5)).toThrow(refusal('reservation-for-mutuals-too-long'));
    expect(() => mutual(undefined)).toThrow(refusal('reservation-for-mutuals-too-long'));
    expect(() => mutual(4, { valueWithVatPence: 100_000_00 })).toThrow(
      refusal('reservation-for-mutuals-only-light-touch'),
    );
  });
});
