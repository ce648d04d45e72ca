import { calendarFile, type Entry, Organiser } from './calendar';

const council = new Organiser('Any Council (training)', 'training@council.example');
const stamped = new Date('2026-10-01T09:00:00Z');
const entry = (more: Partial<Entry> = {}): Entry => ({
  ...{ id: 'b1', sequence: 0, title: 'First tender', venue: 'Town hall', places: 2, cancelled: false },
  ...{ startsAt: new Date('2026-12-01T10:00:00Z'), endsAt: new Date('2026-12-01T13:00:00Z'), ...more },
});

/** The properties of the only event, read as a calendar reads them: unfolded, unescaped, without parameters. */
function read(file: string): Record<string, string> {
  const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n');
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
  const header = lines.filter((line) => line.startsWith('METHOD:'));
  return Object.fromEntries(
    [...header, ...event].map((line) => {
      const [, name = '', value = ''] = /^([A-Z-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)$/.exec(line) ?? [];
      return [name, value.replace(/\\n/g, '\n').replace(/\\([,;\\])/g, '$1')];
    }),
  );
}

const instant = (text = ''): string =>
  text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');

const inLondon = (text?: string): string =>
  new Date(instant(text)).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' });

describe('a calendar file', () => {
  it('invites to what was booked', () => {
    expect(read(calendarFile('REQUEST', [entry()], council, stamped))).toMatchObject({
      ...{ METHOD: 'REQUEST', UID: 'b1@community-commissioning', SEQUENCE: '0', STATUS: 'CONFIRMED' },
      ...{ SUMMARY: 'First tender', LOCATION: 'Town hall', DTSTART: '20261201T100000Z' },
      ...{
        DTEND: '20261201T130000Z',
        DTSTAMP: '20261001T090000Z',
        ORGANIZER: 'MAILTO:training@council.example',
      },
    });
  });

  it('changes and cancels the entry that it made, by its number', () => {
    const changed = read(
      calendarFile('REQUEST', [entry({ sequence: 1, venue: 'Library' })], council, stamped),
    );
    expect(changed).toMatchObject({ UID: 'b1@community-commissioning', SEQUENCE: '1', LOCATION: 'Library' });
    const gone = read(calendarFile('CANCEL', [entry({ sequence: 2, cancelled: true })], council, stamped));
    expect(gone).toMatchObject({ METHOD: 'CANCEL', SEQUENCE: '2', STATUS: 'CANCELLED' });
  });

  it.each([
    ['the last day of summer time', '2026-10-24T09:00:00Z', '10:00:00'],
    ['the first day of winter time', '2026-10-25T10:00:00Z', '10:00:00'],
    ['the first day of summer time', '2027-03-28T09:00:00Z', '10:00:00'],
    ['the hour that comes twice, the first time', '2026-10-25T00:30:00Z', '01:30:00'],
    ['the hour that comes twice, the second time', '2026-10-25T01:30:00Z', '01:30:00'],
  ])('keeps the time on the wall in London on %s', (_, startsAt, onTheWall) => {
    const endsAt = new Date(Date.parse(startsAt) + 3_600_000);
    const { DTSTART, DTEND } = read(
      calendarFile('REQUEST', [entry({ startsAt: new Date(startsAt), endsAt })], council, stamped),
    );
    expect(instant(DTSTART)).toBe(startsAt);
    expect(inLondon(DTSTART)).toBe(onTheWall);
    expect(new Date(instant(DTEND)).getTime() - new Date(instant(DTSTART)).getTime()).toBe(3_600_000);
  });

  it('takes commas, semicolons, line breaks and other scripts as they are written', () => {
    const title = 'Money, time; people\\hope\nবাংলা '.concat('long '.repeat(30)).trim();
    const file = calendarFile(
      'PUBLISH',
      [entry({ title, venue: 'Hall, Whitechapel; E1' })],
      council,
      stamped,
    );
    expect(read(file)).toMatchObject({ SUMMARY: title, LOCATION: 'Hall, Whitechapel; E1' });
    expect(file.split('BEGIN:VEVENT')).toHaveLength(2);
  });

  it('without a session is a calendar all the same', () => {
    expect(calendarFile('PUBLISH', [], council, stamped)).toMatch(
      /^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/,
    );
  });
});
