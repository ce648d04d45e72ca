import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { Clock, found, mustBeCurrent, Store } from '@commissioning/service';
import { type programmeApi, themeApproved, themeProposed } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { callInOf } from '../decision/decision.queries';
import { mustBeAffordable, mustHoldTheme } from '../programme/programme';
import { committedPence, termsOf } from '../programme/programme.queries';
import { approve } from './theme';
import { timetableOf } from './theme-timetable';
import { loadTheme, saveTheme, toTheme } from './theme.queries';

@Injectable()
export class ThemeService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
  ) {}

  async propose(draft: programmeApi.NewTheme, actor: Actor): Promise<programmeApi.Theme> {
    return this.store.change(actor, async (change) => {
      const programme = found(
        await change.db.programme.findUnique({ where: { id: draft.programmeId } }),
        'programme',
      );
      mustHoldTheme(termsOf(programme), draft);
      const row = await change.db.theme.create({
        data: {
          id: uuidv7(),
          ...draft,
          budgetPence: BigInt(draft.budgetPence),
          serviceStartsOn: new Date(draft.serviceStartsOn),
          state: 'proposed',
        },
      });
      const { programmeId, title, summary, leadService, budgetPence } = draft;
      await change.emit(themeProposed, {
        themeId: row.id,
        programmeId,
        title,
        summary,
        leadService,
        budgetPence,
      });
      return toTheme(row);
    });
  }

  async approve(id: string, version: number, decisionId: string, actor: Actor): Promise<programmeApi.Theme> {
    return this.store.change(actor, async (change) => {
      const proposed = await loadTheme(change, id);
      mustBeCurrent(proposed.version, version, 'theme');
      const decision = found(await change.db.decision.findUnique({ where: { id: decisionId } }), 'decision');
      const theme = approve(proposed, id, { ...decision, callIn: callInOf(decision) });
      const programme = await change.db.programme.findUniqueOrThrow({ where: { id: theme.programmeId } });
      mustBeAffordable(
        Number(programme.budgetPence),
        await committedPence(change.db, programme.id),
        theme.budgetPence,
      );
      const saved = await saveTheme(change, theme);
      const { programmeId, title, summary, leadService, budgetPence, serviceStartsOn, outcomes } = theme;
      await change.emit(themeApproved, {
        ...{
          themeId: id,
          programmeId,
          title,
          summary,
          leadService,
          budgetPence,
          serviceStartsOn,
          outcomes,
          decisionId,
        },
      });
      return saved;
    });
  }

  async list(): Promise<{ items: programmeApi.Theme[] }> {
    const rows = await this.store.db.theme.findMany({ orderBy: { id: 'asc' }, take: 200 });
    return { items: rows.map(toTheme) };
  }

  async show(id: string): Promise<programmeApi.Theme> {
    return toTheme(found(await this.store.db.theme.findUnique({ where: { id } }), 'theme'));
  }

  async timetable(id: string, query: programmeApi.TimetableQuery): Promise<programmeApi.Timetable> {
    const { serviceStartsOn } = await this.show(id);
    return timetableOf(serviceStartsOn, query, this.clock.today().toString());
  }
}
