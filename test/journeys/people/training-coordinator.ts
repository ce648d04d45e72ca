import type { PortalWindow } from '../support/browser';
import type { Hands } from '../support/hands';
import { idIn, type Training } from '../support/training';

const TOM = 'tom-training-coordinator';

/** Plans a course and its session, then changes it, and sees each time whom that touches. */
export const coordinator = { plans, changes };

async function date(hands: Hands, question: string, [day, month, year]: readonly [string, string, string]) {
  const part = hands.under(question);
  await part.write('Day', day);
  await part.write('Month', month);
  await part.write('Year', year);
}

function plans(training: Training, at: () => PortalWindow): void {
  it('after everybody has seen that nothing is there yet', async () => {
    await at().forget();
    await at().visit('/training');
    await at().look('nothing-scheduled');
    expect(await at().hands.words()).toContain('No session is scheduled just now');
    await at().hands.follow('Calendar');
    await at().look('calendar-empty');
  });

  it('a course, and is told what is missing', async () => {
    const { hands } = at();
    await at().signIn(TOM, '/training/courses');
    await hands.write('Title', training.course);
    await hands.press('Plan the course');
    await at().look('course-with-errors');
    expect((await at().problems()).map(({ field }) => field)).toEqual([
      ...['What people learn', 'What the course gives'],
    ]);
    expect(await hands.read('Title')).toBe(training.course);
    await hands.write('What people learn', 'Full costs, cash flow and a price that holds.');
    await hands.tick('Finance');
    await hands.press('Plan the course');
    training.courseId = idIn(at().page.url(), 'courses');
    await at().look('course-without-sessions');
  });

  it('a session, also without scripts', async () => {
    await at().withoutScripts(async () => {
      const { hands } = at();
      await at().visit(`/training/courses/${training.courseId}/sessions/new`);
      await date(hands, 'Date', ['1', '12', '2026']);
      await hands.write('Starts at', 'ten');
      await hands.write('Venue', training.venue);
      await hands.press('Schedule the session');
      await at().look('session-with-errors');
      expect((await at().problems()).map(({ field }) => field)).toEqual([
        ...['Starts at', 'Ends at', 'At most for one organisation', 'Places in all'],
      ]);
      expect(await hands.read('Venue')).toBe(training.venue);
      await hands.write('Starts at', '10:00');
      await hands.write('Ends at', '13:00');
      await hands.select('Ward of the venue', 'Weavers');
      await hands.write('At most for one organisation', '3');
      await hands.write('Places in all', '4');
      await hands.press('Schedule the session');
      training.sessionId = idIn(at().page.url(), 'sessions');
      await at().look('session-nobody-booked');
      expect(await hands.words()).toContain('4 of 4 places free');
    });
  });

  it('nothing that people need, nobody who waits, and materials for everybody', async () => {
    const { hands } = at();
    await at().visit('/training/adjustments');
    await at().look('board-empty');
    await at().visit(`/training/sessions/${training.sessionId}/waiting-list`);
    await at().look('waiting-list-empty');
    await at().visit(`/training/sessions/${training.sessionId}/cancel`);
    await at().look('cancelling-affects-nobody');
    await at().visit(`/training/materials/${training.courseId}`);
    await hands.write('What it is called', 'How to cost a service');
    await hands.press('Open the material to everybody');
    await at().look('material-with-errors');
    await hands.write('Text', 'Begin with what it costs you, not with what is paid.');
    await hands.press('Open the material to everybody');
    expect(await hands.words()).toContain('How to cost a service');
  });
}

function changes(training: Training, at: () => PortalWindow): void {
  it('the number of places, after seeing who would be offered one', async () => {
    const { hands } = at();
    await at().signIn(TOM, `/training/sessions/${training.sessionId}/desk`);
    await at().look('desk-full');
    await hands.follow('Waiting list');
    await at().look('waiting-list');
    expect(await hands.words()).toContain('Copper Kite Collective');
    await at().visit(`/training/sessions/${training.sessionId}/capacity`);
    await hands.write('How many places shall there be?', '2');
    await hands.press('See what it means');
    await at().look('capacity-too-few');
    expect(await hands.words()).toMatch(/would have to give way/);
    await hands.write('How many places shall there be?', '6');
    await hands.press('See what it means');
    await at().look('capacity-offers');
    expect(await hands.words()).toContain('Copper Kite Collective');
    await hands.press('Change to 6 places');
    expect((await at().problems()).map(({ field }) => field)).toEqual(['Why']);
    await hands.write('Why', 'The larger room is free.');
    await hands.press('Change to 6 places');
    expect(await hands.words()).toContain('Offered from the waiting list');
    await at().visit(`/training/sessions/${training.sessionId}/waiting-list`);
    expect(await hands.words()).toContain('Nobody is waiting');
  });

  it('the venue, and everybody who booked is asked whether they still come', async () => {
    const { hands } = at();
    await at().visit(`/training/sessions/${training.sessionId}/change`);
    await at().look('change');
    await hands.write('Venue', 'Poplar Union');
    await hands.press('See whom it affects');
    expect((await at().problems()).map(({ field }) => field)).toEqual([
      'Why it changes, for those who have booked',
    ]);
    await hands.write('Why it changes, for those who have booked', 'The arts centre is being painted.');
    await hands.press('See whom it affects');
    await at().look('change-affects');
    expect(await hands.words()).toMatch(/Brady Arts Centre\s+Poplar Union/);
    await hands.press('Make the change');
    await at().signIn('samira-bid-writer', `/training/bookings/${training.bookingId}`);
    await at().look('booking-after-a-change');
    await hands.press('We still come');
    expect(await hands.words()).not.toContain('This session has changed');
  });

  it('what somebody needs, which is arranged and read by whoever asked', async () => {
    const { hands } = at();
    await at().signIn(TOM, '/training/adjustments');
    await at().look('board');
    const signs = 'British Sign Language interpreter for Person 1 of Paper Boat Advice (fictional)';
    await hands.unfold(`Somebody is found: ${signs}`);
    await hands.press('Note who does it');
    await at().look('board-with-errors');
    expect((await at().problems()).map(({ field }) => field)).toEqual([`Who does it: ${signs}`]);
    await hands.write(`Who does it: ${signs}`, 'Signs Ltd');
    await hands.press('Note who does it');
    await hands.unfold(`It is certain: ${signs}`);
    await hands.press('Confirm');
    expect(await hands.in('Arranged (1)').words()).toContain('By Signs Ltd');
    await at().signIn('samira-bid-writer', `/training/bookings/${training.bookingId}/needs`);
    expect(await hands.words()).toMatch(/British Sign Language interpreter for Ayesha Khan\s+Arranged/);
  });

  it('the places kept for some, and opens them to everybody with a reason', async () => {
    const { hands } = at();
    await at().signIn(TOM, `/training/sessions/${training.sessionId}/pools`);
    await hands.write('Places for small organisations', '1');
    await hands.press('Keep places like this');
    await at().look('pools-with-errors');
    expect((await at().problems()).map(({ says }) => says)).toEqual([
      'Enter until when places are kept for small organisations',
      'Say why places are kept, or no longer kept',
    ]);
    await date(hands, 'Kept for small organisations until', ['20', '11', '2026']);
    await hands.write('Why', 'Small organisations are missed most.');
    await hands.press('Keep places like this');
    await at().look('pools');
    const open = 'Open what is kept for small organisations to everybody';
    await hands.press(open);
    expect((await at().problems()).map(({ says }) => says)).toEqual([
      'Say why the places are for everybody now',
    ]);
    await hands.write('Why open them to everybody now', 'No small organisation asked for them.');
    await hands.press(open);
    await at().look('pools-released');
    expect(await hands.words()).toContain('No small organisation asked for them.');
  });
}
