import type { CalendarPart } from './letter';

/** With the space that begins a line that goes on, 75 octets. */
const LONGEST_LINE = 74;

/**
 * The calendar file with its recipient as the attendee. Mail programs take an invitation or a cancellation over only
 * where it names who is asked (RFC 5546, 3.2.2 and 3.2.5), and the address is known here alone.
 */
export const addressed = ({ method, content }: CalendarPart, email: string): CalendarPart => ({
  method,
  content: content.replaceAll(
    'END:VEVENT',
    `${folded(`ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${email}`)}\r\nEND:VEVENT`,
  ),
});

/** Long lines go on after a line break and a space (RFC 5545, 3.1); addresses are ASCII, so a character is an octet. */
const folded = (line: string): string =>
  line.length <= LONGEST_LINE
    ? line
    : `${line.slice(0, LONGEST_LINE)}\r\n ${folded(line.slice(LONGEST_LINE))}`;
