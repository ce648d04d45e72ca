import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type tenderingApi, tenderClarificationPublished } from '@commissioning/schemas';
import { found, mustBeCurrent, Stale, Store } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { hidden, unkept } from '../sealing/hidden-actor';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { dateOf, loadPublicTender, loadTender, saveTender } from '../tender/tender.queries';
import { mustBeAnswerable, mustTakeQuestions } from './clarification';
import { toClarification } from './clarification.queries';

@Injectable()
export class ClarificationService {
  constructor(
    private readonly store: Store<PrismaClient>,
    @Inject(KEY_KEEPER) private readonly keeper: KeyKeeper,
  ) {}

  /** Asked privately: neither the row nor its audit entry says who. The same question asked again is the first one. */
  async ask(tenderId: string, question: string, actor: Actor): Promise<tenderingApi.Clarification> {
    const asker = await this.askerOf(tenderId, actor);
    const unnamed = await hidden(this.keeper, `clarifications/${tenderId}`, actor);
    return unkept(() =>
      this.store.change(unnamed, async (change) => {
        const tender = await loadPublicTender(change, tenderId, 'share');
        mustTakeQuestions(tender, tender.terms, change.now);
        const first = await change.db.clarification.findFirst({ where: { tenderId, asker, question } });
        const row =
          first ??
          (await change.db.clarification.create({
            data: { id: uuidv7(), tenderId, asker, question, askedAt: dateOf(change.now) },
          }));
        await change.audit('clarification', row.id, first ? 'asked again' : 'asked');
        return toClarification(row);
      }),
    );
  }

  /** The asker's own questions. */
  async mine(tenderId: string, actor: Actor): Promise<{ items: tenderingApi.Clarification[] }> {
    const asker = await this.askerOf(tenderId, actor);
    return this.listWhere({ tenderId, asker });
  }

  async list(tenderId: string): Promise<{ items: tenderingApi.Clarification[] }> {
    return this.listWhere({ tenderId });
  }

  /** Answers to all, at once and without the asker. */
  async answer(
    id: string,
    version: number,
    { answer, publishedQuestion }: tenderingApi.AnswerClarification,
    actor: Actor,
  ): Promise<tenderingApi.Clarification> {
    return this.store.change(actor, async (change) => {
      const asked = found(await change.db.clarification.findUnique({ where: { id } }), 'clarification');
      mustBeCurrent(asked.version, version, 'clarification');
      const tender = await loadTender(change, asked.tenderId);
      mustBeAnswerable(asked, tender, change.now);
      const question = publishedQuestion ?? asked.question;
      const { count } = await change.db.clarification.updateMany({
        where: { id, version },
        data: {
          answer,
          publishedQuestion: question,
          answeredAt: dateOf(change.now),
          version: version + 1,
        },
      });
      if (count === 0) throw new Stale('clarification');
      // The public page has changed, and its ETag with it.
      await saveTender(change, tender, {});
      await change.emit(tenderClarificationPublished, {
        ...{ tenderId: asked.tenderId, clarificationId: id, question, answer },
      });
      return toClarification(await change.db.clarification.findUniqueOrThrow({ where: { id } }));
    });
  }

  private askerOf(tenderId: string, actor: Actor): Promise<string> {
    return this.keeper.hash(`asker|${tenderId}|${actor.id}`);
  }

  private async listWhere(where: { tenderId: string; asker?: string }) {
    const rows = await this.store.db.clarification.findMany({ where, orderBy: { id: 'asc' }, take: 500 });
    return { items: rows.map(toClarification) };
  }
}
