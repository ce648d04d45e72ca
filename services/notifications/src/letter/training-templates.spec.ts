import { notificationsApi } from '@commissioning/schemas';
import { addressed } from './calendar-part';
import { written } from './letter';
import { TRAINING_LETTERS } from './training-templates';

const sender = { council: 'Any Council', publicUrl: 'https://commissioning.example' };
const party = {
  ...{ courseTitle: 'First tender', venue: 'Town hall', places: 3 },
  ...{ startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z' },
};
const calendar = { method: 'REQUEST' as const, content: 'BEGIN:VEVENT\r\nEND:VEVENT\r\n' };

describe('a letter about training', () => {
  it('says which session, when and where, who comes and who is still to be named', () => {
    const letter = TRAINING_LETTERS['training-booked']({ ...party, names: ['Ayesha', 'Bo'], calendar });
    const { text, html } = written(letter, sender);
    for (const form of [text, html]) {
      expect(form).toContain('Tuesday 1 December 2026, 10:00am to 1:00pm');
      expect(form).toContain('Ayesha, Bo, 1 still to be named');
      expect(form).toContain('Town hall');
    }
    expect(letter.calendar).toEqual(calendar);
  });

  it('says all dates of a series, and how to join online', () => {
    const furtherDates = [{ startsAt: '2026-12-08T10:00:00Z', endsAt: '2026-12-08T11:00:00Z' }];
    const facts = { ...party, furtherDates, joiningLink: 'https://meet.example/1', names: [], calendar };
    const { text } = written(TRAINING_LETTERS['training-booked'](facts), sender);
    expect(text).toContain('Tuesday 8 December 2026, 10:00am to 11:00am');
    expect(text).toContain('Join at https://meet.example/1');
  });

  it('says until when places are held, with the day of the week', () => {
    const letter = TRAINING_LETTERS['training-offered']({ ...party, expiresAt: '2026-06-17T16:30:00Z' });
    expect(written(letter, sender).text).toContain('until Wednesday 17 June 2026 at 5:30pm');
  });

  it('gives the reason for which a session changed or places were taken back', () => {
    const reason = 'The hall has no heating.';
    const before = { startsAt: '2026-12-02T10:00:00Z', venue: 'Hall' };
    for (const letter of [
      TRAINING_LETTERS['training-changed']({ ...party, before, reason }),
      TRAINING_LETTERS['training-waiting']({ ...party, reason }),
      TRAINING_LETTERS['training-cancelled']({ ...party, because: 'capacity-reduced', reason }),
    ])
      expect(written(letter, sender).text).toContain(reason);
    const { text } = written(TRAINING_LETTERS['training-waiting'](party), sender);
    expect(text).not.toContain('fewer places');
  });

  it('to those who arrange says how much is open, and not what', () => {
    const facts = { courseTitle: 'First tender', startsAt: party.startsAt, unconfirmed: 2, cannotMeet: 1 };
    expect(written(TRAINING_LETTERS['training-adjustments-unconfirmed'](facts), sender).text).toContain(
      '2 adjustments are not confirmed, 1 of them because nobody was found',
    );
  });

  it('exists for every template that may be asked for', () => {
    const templates = notificationsApi.NewMessage.options.map(({ shape }) => shape.template.value);
    const training = templates.filter((template) => template.startsWith('training-'));
    expect(training).toHaveLength(14);
    expect(Object.keys(TRAINING_LETTERS).sort()).toEqual(training.sort());
  });
});

describe('a calendar file in an e-mail', () => {
  it('names its recipient, in lines that no mail program cuts', () => {
    const email = `${'long-name-'.repeat(9)}@kitchen.example`;
    const { content } = addressed(calendar, email);
    expect(content.split('\r\n').every((line) => line.length <= 75)).toBe(true);
    expect(content.replace(/\r\n /g, '')).toContain(`RSVP=FALSE:mailto:${email}\r\nEND:VEVENT`);
  });
});
