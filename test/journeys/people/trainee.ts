import { book } from '../../../deploy/local/acts/training';
import type { PortalWindow } from '../support/browser';
import type { Cycle } from '../support/cycle';
import { idIn, type Training } from '../support/training';

const [SAMIRA, UMA, WANJIRU] = ['samira-bid-writer', 'uma-bid-writer', 'wanjiru-bid-writer'] as const;

/** One organisation books with its mistakes and without scripts, one waits as a party, by keyboard alone. */
export function trainee(cycle: Cycle, training: Training, at: () => PortalWindow): void {
  it('after reading list, calendar and session without an account', async () => {
    const { hands } = at();
    await at().forget();
    await at().visit('/training?about=finance&places=free');
    await at().look('list');
    expect(await hands.words()).toMatch(/1 session.*4 places free/s);
    await at().visit('/training?about=equality');
    expect(await hands.words()).toContain('No session fits');
    await at().visit('/training/calendar?month=2026-12');
    await at().look('calendar');
    await hands.follow(`10:00am ${training.course}`);
    await at().look('session');
    expect(await hands.words()).toContain('4 of 4 places free');
  });

  it('in three steps, and an error loses nothing that was typed', async () => {
    const { hands } = at();
    await at().page.getByRole('button', { name: 'Book places' }).click();
    await at().choosePerson(SAMIRA);
    await at().withoutScripts(async () => {
      await at().visit(`/training/sessions/${training.sessionId}/book`);
      await hands.write('How many places', '2');
      await hands.write('Who comes, if you know', 'Ayesha Khan\nBo Lee\nCarl Roy');
      await hands.press('Continue');
      await at().look('who-with-errors');
      expect((await at().problems()).map(({ says }) => says)).toEqual([
        'You name 3 people for 2 places: ask for more places or name fewer',
      ]);
      expect(await hands.read('Who comes, if you know')).toBe('Ayesha Khan\nBo Lee\nCarl Roy');
      await hands.write('Who comes, if you know', 'Ayesha Khan');
      await hands.press('Continue');
      await at().look('needs-without-scripts');
      await hands.tick('British Sign Language interpreter');
      await hands.select('For whom: British Sign Language interpreter', 'Ayesha Khan');
      await hands.tick('Childcare');
      await hands.write('Name', 'Bea Okoro');
      await hands.press('Continue');
      await at().look('needs-with-errors');
      expect((await at().problems()).map(({ says }) => says)).toEqual([
        'Say how many children there are, and how old',
        'Enter an email address, such as name@example.org',
      ]);
      expect(await hands.read('Name')).toBe('Bea Okoro');
      await hands.write('How many children, and how old: Childcare', 'Two, of 3 and 5');
      await hands.write('Email address', 'bea@example.org');
      await hands.press('Continue');
      await at().look('check');
      expect(await hands.words()).toMatch(
        /British Sign Language interpreter for Ayesha Khan.*Childcare.*Bea Okoro, bea@example.org/s,
      );
      await hands.follow('Back to what you need');
      expect(await hands.read('Email address')).toBe('bea@example.org');
      await hands.press('Continue');
      await hands.press('Confirm the booking');
      await at().look('booked');
    });
    training.bookingId = idIn(at().page.url(), 'bookings');
    expect(await hands.words()).toContain('You have 2 places');
  });

  it('and swaps a name, and sees that what it needs is being arranged', async () => {
    const { hands } = at();
    await hands.follow('Name 1 person');
    await hands.write('Person 2', 'Bo Lee');
    await hands.press('Keep these names');
    await at().look('booking');
    expect(await hands.words()).toMatch(/Ayesha Khan\s+Bo Lee/);
    await hands.follow('What you need to take part');
    await at().look('needs-asked-for');
    expect(await hands.words()).toContain('We are looking');
  });

  it('as a party that waits as one, by keyboard alone', async () => {
    const keys = at().hands.byKeyboard();
    await at().signIn(UMA, `/training/sessions/${training.sessionId}`);
    await keys.press('Book places');
    await at().look('who');
    await keys.write('How many places', '3');
    await keys.press('Continue');
    await at().look('needs');
    await keys.press('Continue');
    await keys.press('Confirm the booking');
    await at().look('waiting');
    training.partyId = idIn(at().page.url(), 'bookings');
    expect(await keys.words()).toMatch(/You are on the waiting list.*You are next/s);
    await keys.follow('Go to the booking');
    await at().look('booking-waiting');
  });

  it('gives one place back, which is offered at once to the party with its deadline in words', async () => {
    const { hands } = at();
    await at().signIn(SAMIRA, `/training/bookings/${training.bookingId}/give-back`);
    await hands.press('Give back');
    await at().look('give-back-with-errors');
    expect((await at().problems()).map(({ says }) => says)).toEqual(['Select the places that you give back']);
    await hands.tick('Bo Lee');
    await hands.press('Give back');
    expect(await hands.words()).toMatch(/Places\s+1/);
    await at().signIn(UMA, '/training/bookings');
    await at().look('our-bookings-with-an-offer');
    await hands.follow(`Answer the offer of ${training.course}`);
    await at().look('booking-offered');
    expect(await hands.words()).toMatch(/Answer by \d+ November 2026 at .* \(in \d days?\)/);
    await hands.press('Accept the places');
    await at().look('booking-accepted');
    expect(await hands.words()).toContain('Booked');
  });

  it('and sees the places change while it looks', async () => {
    await at().signIn(WANJIRU, `/training/sessions/${training.sessionId}`);
    const shown = at().page.locator('#places');
    expect(await shown.innerText()).not.toContain('waiting list');
    const party = { sessionId: training.sessionId, organisationId: cycle.organisations[2]?.id as string };
    expect((await book(cycle.writer(2), { ...party, places: 1 })).state).toBe('waiting');
    await at().page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await shown.getByText('1 party is on the waiting list.').waitFor();
    await at().look('session-full');
    expect(await at().hands.words()).toContain('You can join the waiting list');
  });
}
