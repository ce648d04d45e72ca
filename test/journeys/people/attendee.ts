import type { PortalWindow } from '../support/browser';
import { book } from '../../../deploy/local/acts/training';
import type { Cycle } from '../support/cycle';
import type { Training } from '../support/training';

const [TOM, SAMIRA] = ['tom-training-coordinator', 'samira-bid-writer'] as const;

/** The register in the room, and what people have of it afterwards. */
export function attendee(cycle: Cycle, training: Training, at: () => PortalWindow): void {
  it('and the register is kept press by press, without scripts', async () => {
    const { hands } = at();
    await at().signIn(TOM, `/training/sessions/${training.sessionId}/register`);
    await at().look('register-before');
    await cycle.j.clock.moveTo('2026-12-01T10:05:00Z');
    await at().withoutScripts(async () => {
      await at().visit(`/training/sessions/${training.sessionId}/register`);
      await at().look('register');
      expect(await hands.words()).toContain('4 of 4 still to mark');
      await hands.under('Ayesha Khan').press('Did not come');
      await hands.unfold('Correct this for Ayesha Khan');
      await hands.under('Ayesha Khan').press('Came');
      await at().look('register-correction-without-a-reason');
      await hands.write('Why it is corrected', 'She came a little later.');
      await hands.under('Ayesha Khan').press('Came');
      expect(await hands.words()).toMatch(/3 of 4 still to mark.*Ayesha Khan\s+Came/s);
    });
    await at().look('register-marked');
    await hands.follow('What was corrected in this register');
    await at().look('register-corrections');
    expect(await hands.words()).toMatch(/Ayesha Khan.*Did not come\s+Came\s+She came a little later/s);
  });

  it('and afterwards there is a certificate that anybody can check', async () => {
    const { hands } = at();
    await cycle.j.clock.moveTo('2026-12-01T15:00:00Z');
    await at().signIn(SAMIRA, `/training/bookings/${training.bookingId}`);
    await at().look('booking-afterwards');
    const [download] = await Promise.all([
      at().page.waitForEvent('download'),
      at().page.getByRole('button', { name: 'Certificate of Ayesha Khan' }).click(),
    ]);
    const reference = /CC(-[0-9A-Z]{4}){3}/.exec(download.suggestedFilename())?.[0];
    expect(reference).toBeDefined();
    await at().forget();
    await at().visit('/training/certificates');
    await hands.write('Reference on the certificate', 'CC-0000-0000-0000');
    await hands.press('Check');
    await at().look('certificate-not-ours');
    await hands.write('Reference on the certificate', reference as string);
    await hands.press('Check');
    await at().look('certificate');
    expect(await hands.words()).toMatch(/Valid.*Ayesha Khan/s);
  });

  it('and a word on how it was, which nobody can trace', async () => {
    const { hands } = at();
    await at().signIn(SAMIRA, `/training/bookings/${training.bookingId}/feedback`);
    await hands.press('Send');
    await at().look('feedback-with-errors');
    for (const question of ['Was it useful for your organisation?', 'Was it clear?', 'Did you feel welcome?'])
      await hands.choose(question, '4');
    await hands.choose('Are you more confident about bidding now?', '5, very much');
    await hands.press('Send');
    await at().look('feedback-given');
    await at().signIn(TOM, `/training/sessions/${training.sessionId}/feedback`);
    await at().look('feedback-not-shown-yet');
  });

  it('and the organisation is readier, and its question is answered to everybody', async () => {
    const { hands } = at();
    await at().signIn(SAMIRA, '/training/readiness');
    await at().look('readiness');
    await hands.choose('Governance', 'We could with help');
    await hands.press('Keep our answers');
    await at().look('readiness-answered');
    await at().visit(`/training/materials/${training.courseId}`);
    await hands.write('Question', 'May we include rent?');
    await hands.press('Ask');
    await at().signIn(TOM, '/training/materials');
    expect(await hands.words()).toMatch(/Costing a service\s+1 to answer/);
    await hands.follow(training.course);
    await hands.unfold('Answer for everybody: May we include rent?');
    await hands.write('The question, as everybody reads it', 'May a price include rent?');
    await hands.write('The answer, as everybody reads it', 'Yes, in full.');
    await hands.press('Answer for everybody');
    await at().forget();
    await at().visit(`/training/materials/${training.courseId}`);
    expect(await hands.words()).toMatch(/May a price include rent\?\s+Yes, in full/);
  });

  it('and reach of training protects small numbers', async () => {
    await at().signIn(TOM, '/training/reach');
    await at().look('reach');
    expect(await at().hands.words()).toContain('[c]');
  });

  it('and a session online in two parts is cancelled, and everybody sees why', async () => {
    const { hands } = at();
    const session = await cycle.as(TOM).post('capacity-building', '/v1/sessions', {
      ...{ courseId: training.courseId, venue: 'Online', online: true, capacity: 8, capPerOrganisation: 2 },
      ...{ startsAt: '2026-12-08T10:00:00Z', endsAt: '2026-12-08T12:00:00Z' },
      furtherDates: [{ startsAt: '2026-12-15T10:00:00Z', endsAt: '2026-12-15T12:00:00Z' }],
      joiningLink: 'https://meet.example/costing',
    });
    const organisationId = cycle.organisations[2]?.id as string;
    await book(cycle.writer(2), { sessionId: session.id, organisationId, places: 2 });
    await at().signIn(TOM, `/training/courses/${training.courseId}`);
    await at().look('course-with-sessions');
    await at().visit(`/training/sessions/${session.id}/cancel`);
    await at().look('cancelling');
    await hands.press('Cancel the session');
    expect((await at().problems()).map(({ field }) => field)).toEqual(['Why, for those who have booked']);
    await hands.write('Why, for those who have booked', 'The trainer is ill.');
    await hands.press('Cancel the session');
    await at().look('desk-cancelled');
    await at().forget();
    await at().visit(`/training/sessions/${session.id}`);
    await at().look('session-cancelled');
    expect(await hands.words()).toContain('The trainer is ill.');
    await at().signIn('wanjiru-bid-writer', '/training/bookings');
    await at().look('our-bookings-cancelled');
  });
}
