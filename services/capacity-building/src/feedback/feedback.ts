import { londonDate, type Temporal } from '@commissioning/calendar';
import { must } from '@commissioning/service';

/** How many days after a session it is asked how it was. */
export class FeedbackWindow {
  constructor(readonly days: number) {}

  /** From the day of the session to the last day on which an answer counts, both included. */
  of(endsAt: Date): { opensOn: Temporal.PlainDate; closesOn: Temporal.PlainDate } {
    const opensOn = londonDate(endsAt.toISOString());
    return { opensOn, closesOn: opensOn.add({ days: this.days }) };
  }

  isClosed(endsAt: Date, today: Temporal.PlainDate): boolean {
    return today.toString() > this.of(endsAt).closesOn.toString();
  }

  /** An answer is given once the session is over and while answers are taken. */
  mustBeOpen(endsAt: Date, now: Temporal.Instant): void {
    must(now.epochMilliseconds >= endsAt.getTime(), 'feedback-not-open', 'This session is not over yet.');
    must(
      !this.isClosed(endsAt, londonDate(now)),
      'feedback-closed',
      `Feedback was taken until ${this.days} days after the session.`,
    );
  }
}

/** People who came, for the whole time or a part of it, are asked. */
export const isAsked = (attendance: string | null): boolean =>
  attendance === 'attended' || attendance === 'partly';
