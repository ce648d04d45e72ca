import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, Forbidden, found, must, mustBeCurrent, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient, Question } from '../../generated/prisma/client';
import { courseFor, mustBelong, within } from '../course/course.queries';
import { isCoordinator } from '../organisation/organisation.service';

type Shown = capacityBuildingApi.TrainingQuestion;

/** Questions are asked privately and answered to everybody; who asked is told to nobody, those answering included. */
@Injectable()
export class QuestionService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async ask(asked: capacityBuildingApi.NewTrainingQuestion, actor: Actor): Promise<Shown> {
    const { answer, question, ...about } = asked;
    if (answer !== undefined && !isCoordinator(actor))
      throw new Forbidden('answers-are-given-by-coordinators', 'Leave the answer to a training coordinator.');
    return this.store.change(actor, async (change) => {
      await mustBelong(change, about);
      const now = new Date(change.now.epochMilliseconds);
      const row = await change.db.question.create({
        data: {
          ...{ id: uuidv7(), ...about, question, askedBy: actor.id, askedAt: now },
          ...(answer === undefined
            ? { state: 'open' }
            : { state: 'answered', answer, answeredAt: now, publishedQuestion: question }),
        },
      });
      await change.audit('question', row.id, answer === undefined ? 'asked' : 'noted-with-answer');
      return shown(row);
    });
  }

  async answer(
    id: string,
    version: number,
    { answer, question }: capacityBuildingApi.AnswerTrainingQuestion,
    actor: Actor,
  ): Promise<Shown> {
    return this.store.change(actor, async (change) => {
      const row = await lockOpen(change, id, version);
      const answered = await change.db.question.update({
        where: { id },
        data: {
          ...{ state: 'answered', answer, publishedQuestion: question ?? row.question },
          ...{ answeredAt: new Date(change.now.epochMilliseconds), version: version + 1 },
        },
      });
      await change.audit('question', id, 'answered');
      return shown(answered);
    });
  }

  async decline(id: string, version: number, reason: string, actor: Actor): Promise<Shown> {
    return this.store.change(actor, async (change) => {
      await lockOpen(change, id, version);
      const declined = await change.db.question.update({
        where: { id },
        data: { state: 'declined', declinedBecause: reason, version: version + 1 },
      });
      await change.audit('question', id, 'declined', { reason });
      return shown(declined);
    });
  }

  /** For everybody who may bid (of the internal programme, for officers), in the words that were published. */
  async answered(
    query: capacityBuildingApi.OpenToAllQuery,
    actor: Actor | undefined,
  ): Promise<{ items: Shown[] }> {
    await courseFor(this.store.db, query.courseId, actor);
    const rows = await this.store.db.question.findMany({
      where: { ...within(query), state: 'answered' },
      orderBy: [{ answeredAt: 'asc' }, { id: 'asc' }],
      take: 1_000,
    });
    return { items: rows.map((row) => ({ ...shown(row), question: row.publishedQuestion ?? row.question })) };
  }

  async open(): Promise<{ items: Shown[] }> {
    const rows = await this.store.db.question.findMany({
      where: { state: 'open' },
      orderBy: { id: 'asc' },
      take: 1_000,
    });
    return { items: rows.map(shown) };
  }

  /** The caller's own, in their own words, with the reason of what was declined. */
  async mine(actor: Actor): Promise<{ items: Shown[] }> {
    const rows = await this.store.db.question.findMany({
      where: { askedBy: actor.id },
      orderBy: { id: 'asc' },
      take: 1_000,
    });
    return {
      items: rows.map((row) => ({
        ...shown(row),
        ...(row.declinedBecause && { declinedBecause: row.declinedBecause }),
      })),
    };
  }
}

async function lockOpen({ db, sql }: Change<PrismaClient>, id: string, version: number): Promise<Question> {
  await sql.query('SELECT 1 FROM question WHERE id = $1::uuid FOR UPDATE', [id]);
  const row = found(await db.question.findUnique({ where: { id } }), 'question');
  mustBeCurrent(row.version, version, 'question');
  must(row.state === 'open', 'question-not-open', `This question was ${row.state} before.`);
  return row;
}

const shown = (row: Question): Shown => ({
  ...{ id: row.id, courseId: row.courseId, question: row.question },
  ...(row.sessionId && { sessionId: row.sessionId }),
  state: row.state as Shown['state'],
  ...(row.answer && { answer: row.answer }),
  ...(row.answeredAt && { answeredAt: row.answeredAt.toISOString() }),
  version: row.version,
});
