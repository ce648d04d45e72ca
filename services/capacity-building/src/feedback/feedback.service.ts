import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { averageOf } from '@commissioning/disclosure';
import { Clock, found, must, Store } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import type { Feedback, PrismaClient } from '../../generated/prisma/client';
import { OrganisationService } from '../organisation/organisation.service';
import { FeedbackWindow, isAsked } from './feedback';

@Injectable()
export class FeedbackService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly organisations: OrganisationService,
    private readonly window: FeedbackWindow,
  ) {}

  /** Counts one answer for one person who came; that it was given and what was said are kept apart. */
  async give(
    { bookingId, place, scores, helped, change: toChange }: capacityBuildingApi.NewFeedback,
    actor: Actor,
  ): Promise<capacityBuildingApi.FeedbackReceipt> {
    const booking = await this.bookingOf(bookingId, actor);
    await this.organisations.mustActFor(actor, booking.organisationId);
    return this.store.change(actor, async (change) => {
      const { sessionId, session } = booking;
      this.window.mustBeOpen(session.overAt, change.now);
      const person = found(
        await change.db.attendee.findUnique({ where: { bookingId_place: { bookingId, place } } }),
        'place',
      );
      must(
        booking.state === 'booked' && isAsked(person.attendance),
        'feedback-needs-attendance',
        'Feedback is for people who came.',
      );
      const { count } = await change.db.feedbackGiven.createMany({
        data: [{ bookingId, place }],
        skipDuplicates: true,
      });
      must(count === 1, 'feedback-given-before', 'Feedback was given for this person before.');
      const { 'more-confident': moreConfident, ...others } = scores;
      // A random id: one with a time in it would say who answered when.
      await change.db.feedback.create({
        data: { id: randomUUID(), sessionId, ...others, moreConfident, helped, change: toChange },
      });
      await change.audit('feedback', sessionId, 'given');
      return { sessionId, closesOn: this.window.of(session.overAt).closesOn.toString() };
    });
  }

  async standing(bookingId: string, actor: Actor): Promise<capacityBuildingApi.FeedbackStanding> {
    const { session, people, ...booking } = await this.bookingOf(bookingId, actor);
    const given = await this.store.db.feedbackGiven.findMany({ where: { bookingId } });
    const answered = new Set(given.map(({ place }) => place));
    const { opensOn, closesOn } = this.window.of(session.overAt);
    return {
      ...{ opensOn: opensOn.toString(), closesOn: closesOn.toString() },
      places: people.map(({ place, name, attendance }) => ({
        place,
        ...(name && { name }),
        standing: answered.has(place)
          ? ('given' as const)
          : booking.state === 'booked' && isAsked(attendance)
            ? ('open' as const)
            : ('not-asked' as const),
      })),
    };
  }

  /** What was said, once nothing more can be added to it and enough have said something. */
  async summary(sessionId: string): Promise<capacityBuildingApi.FeedbackSummary> {
    const { db } = this.store;
    const session = found(await db.session.findUnique({ where: { id: sessionId } }), 'session');
    const attended = await db.attendee.count({
      where: { attendance: { in: ['attended', 'partly'] }, booking: { sessionId, state: 'booked' } },
    });
    const closesOn = this.window.of(session.overAt).closesOn.toString();
    const silent = { sessionId, closesOn, attended, questions: [], helped: [], change: [] };
    if (!this.window.isClosed(session.overAt, this.clock.today())) return { ...silent, state: 'not-closed' };
    // By their random ids: in no order that anybody answered in.
    const answers = await db.feedback.findMany({ where: { sessionId }, orderBy: { id: 'asc' } });
    const questions = means(answers);
    if (!questions) return { ...silent, state: 'too-few' };
    return {
      ...{ sessionId, closesOn, attended, state: 'shown', answered: answers.length, questions },
      helped: answers.flatMap(({ helped }) => helped ?? []),
      change: answers.flatMap(({ change }) => change ?? []),
    };
  }

  private async bookingOf(id: string, actor: Actor) {
    const booking = found(
      await this.store.db.booking.findUnique({
        where: { id },
        include: { session: true, people: { orderBy: { place: 'asc' } } },
      }),
      'booking',
    );
    await this.organisations.mustSeeBooking(actor, booking);
    return booking;
  }
}

const COLUMNS = {
  useful: 'useful',
  clear: 'clear',
  welcoming: 'welcoming',
  'more-confident': 'moreConfident',
} as const satisfies Record<capacityBuildingApi.FeedbackQuestion, keyof Feedback>;

/** The mean of each question to one decimal; undefined where there are too few answers for a mean. */
function means(answers: readonly Feedback[]): capacityBuildingApi.FeedbackSummary['questions'] | undefined {
  const shown = capacityBuildingApi.FEEDBACK_QUESTIONS.flatMap((question) => {
    const sum = answers.reduce((total, answer) => total + answer[COLUMNS[question]], 0);
    const mean = averageOf(sum, answers.length);
    return mean === null ? [] : [{ question, mean: Math.round(mean * 10) / 10 }];
  });
  return shown.length > 0 ? shown : undefined;
}
