import { Injectable } from '@nestjs/common';
import { endOfDay, financialYear, startOfDay } from '@commissioning/calendar';
import { suppressedText } from '@commissioning/disclosure';
import { Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { stringify } from 'csv-stringify/sync';
import type { PrismaClient } from '../../generated/prisma/client';
import { protectedReach, type Reached } from './reach';

@Injectable()
export class ReachService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** Whom the external programme reached in a financial year, with small numbers protected. */
  async show({
    financialYear: begins,
  }: capacityBuildingApi.TrainingReachQuery): Promise<capacityBuildingApi.TrainingReach> {
    const { startsOn, endsOn } = financialYear(`${begins}-04-01`);
    const attended = await this.store.db.attendee.findMany({
      where: {
        attendance: { in: ['attended', 'partly'] },
        booking: {
          state: 'booked',
          session: {
            startsAt: {
              gte: new Date(startOfDay(startsOn).epochMilliseconds),
              lt: new Date(endOfDay(endsOn).epochMilliseconds),
            },
            course: { audience: 'external' },
          },
        },
      },
      select: { booking: { select: { organisationId: true } } },
    });
    const places = new Map<string, number>();
    for (const { booking } of attended)
      places.set(booking.organisationId, (places.get(booking.organisationId) ?? 0) + 1);
    const reach = await protectedReach(await this.reached(places));
    return { financialYear: begins, audience: 'external', ...reach };
  }

  /** The same as one flat table; `[c]` where a figure is protected. */
  async csv(query: capacityBuildingApi.TrainingReachQuery): Promise<string> {
    const { bySize, byWard, byFocus } = await this.show(query);
    const lines = Object.entries({ size: bySize, ward: byWard, focus: byFocus }).flatMap(([by, rows]) =>
      rows.map(({ category, organisations, places }) => [
        ...[by, category, organisations ?? suppressedText, places ?? suppressedText],
      ]),
    );
    return stringify([['by', 'category', 'organisations', 'places'], ...lines]);
  }

  private async reached(places: ReadonlyMap<string, number>): Promise<Reached[]> {
    const entries = await this.store.db.organisation.findMany({ where: { id: { in: [...places.keys()] } } });
    const known = new Map(entries.map((entry) => [entry.id, entry]));
    return [...places].map(([id, count]) => {
      const entry = known.get(id);
      return {
        places: count,
        ...(entry && { size: entry.small ? ('small' as const) : ('larger' as const) }),
        ...{ wards: entry?.wardsServed ?? [], focus: entry?.equalityFocus ?? [] },
      };
    });
  }
}
