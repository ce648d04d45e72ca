import { Temporal } from '@commissioning/calendar';
import { mustBeConfirmable, mustBeOpenable } from './opening';

const at = (iso: string) => Temporal.Instant.from(iso);

describe('an opening', () => {
  const tender = { title: 'Money advice', state: 'published' as const, closesAt: '2026-12-07T12:00:00.000Z' };

  it('waits for the deadline, not for the announcement of it', () => {
    expect(() => mustBeOpenable(tender, at('2026-12-07T11:59:59.999Z'))).toBreak('tender-is-not-closed');
    expect(() => mustBeOpenable(tender, at('2026-12-07T12:00:00Z'))).not.toThrow();
    const noted = { ...tender, state: 'closed' as const };
    expect(() => mustBeOpenable(noted, at('2026-12-07T12:00:00Z'))).not.toThrow();
  });

  it.each(['draft', 'opened', 'awarded', 'cancelled'] as const)('is not for a tender that is %s', (state) => {
    expect(() => mustBeOpenable({ ...tender, state }, at('2026-12-08T09:00:00Z'))).toBreak(
      'tender-cannot-be-opened',
    );
  });

  it('is confirmed by another officer, once', () => {
    const proposed = { proposedBy: 'anna', confirmedBy: null };
    expect(() => mustBeConfirmable(proposed, 'anna')).toBreak('opening-needs-two-officers');
    expect(() => mustBeConfirmable(proposed, 'ben')).not.toThrow();
    expect(() => mustBeConfirmable({ ...proposed, confirmedBy: 'ben' }, 'cy')).toBreak(
      'opening-already-confirmed',
    );
  });
});
