import { capacityBuildingApi } from '@commissioning/schemas';
import { mustHaveAttended, referenceFrom, stateOf } from './certificate';

const said = { name: 'Ayesha Khan', courseTitle: 'First tender', startsAt: new Date('2026-12-01T10:00:00Z') };
const registered = { ...said, bookingState: 'booked', attendance: 'attended' };

describe('a certificate', () => {
  it('is for somebody with a name who attended the whole session', () => {
    expect(mustHaveAttended(registered)).toBe('Ayesha Khan');
    for (const attendance of ['partly', 'not', null])
      expect(() => mustHaveAttended({ ...registered, attendance })).toBreak('certificate-needs-attendance');
    expect(() => mustHaveAttended({ ...registered, bookingState: 'cancelled' })).toBreak(
      'certificate-needs-attendance',
    );
    expect(() => mustHaveAttended({ ...registered, name: null })).toBreak('certificate-needs-a-name');
  });

  it.each([
    ['valid', {}, true],
    ['out-of-date', { name: 'Aisha Khan' }, true],
    ['out-of-date', { courseTitle: 'Second tender' }, true],
    ['out-of-date', { startsAt: new Date('2026-12-02T10:00:00Z') }, true],
    ['replaced', {}, false],
    ['revoked', { attendance: 'not' }, true],
    ['revoked', { attendance: 'partly' }, false],
    ['revoked', { bookingState: 'cancelled' }, true],
  ])('is %s when the register says %j', (state, change, isNewest) => {
    expect(stateOf(said, { ...registered, ...change }, isNewest)).toBe(state);
  });

  it('has a reference that can be read out and typed, and a different one each', () => {
    const reference = referenceFrom(Uint8Array.from([0, 1, 31, 32, 255, 18, 7, 7, 7, 20, 21, 22]));
    expect(reference).toBe('CC-01Z0-ZJ77-7MNP');
    expect(capacityBuildingApi.CertificateReference.parse(reference.toLowerCase())).toBe(reference);
    expect(() => referenceFrom(new Uint8Array(11))).toThrow('12 random bytes');
  });
});
