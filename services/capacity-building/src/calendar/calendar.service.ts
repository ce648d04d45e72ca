import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { Clock, found, must, NotThere, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { CalendarFeed, Prisma, PrismaClient } from '../../generated/prisma/client';
import { entriesOf, WITH_DATES } from '../letter/standing';
import { OrganisationService } from '../organisation/organisation.service';
import { calendarFile, Organiser } from './calendar';

const MOST_FEEDS = 10;
const KEPT_DAYS_MS = 90 * 86_400_000;
const WHOLE = { session: WITH_DATES, told: true } as const;

@Injectable()
export class CalendarService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly organisations: OrganisationService,
    private readonly organiser: Organiser,
  ) {}

  /** The calendar file of one booking, as it stands now. */
  async ofBooking(id: string, actor: Actor): Promise<string> {
    const row = found(await this.store.db.booking.findUnique({ where: { id }, include: WHOLE }), 'booking');
    await this.organisations.mustSeeBooking(actor, row);
    must(
      row.state === 'booked' || row.told?.state === 'booked',
      'calendar-needs-a-booking',
      'Only what is booked goes into a calendar.',
    );
    return this.file([row]);
  }

  /** The feed behind a token: what is booked, and for a while what was. */
  async feed(token: string): Promise<string> {
    const feed = await this.store.db.calendarFeed.findUnique({ where: { tokenHash: hashOf(token) } });
    if (!feed || feed.revokedAt) throw new NotThere('calendar');
    const since = new Date(this.clock.now().epochMilliseconds - KEPT_DAYS_MS);
    const rows = await this.store.db.booking.findMany({
      where: {
        organisationId: feed.organisationId,
        session: { overAt: { gt: since } },
        OR: [{ state: 'booked' }, { told: { isNot: null }, state: 'cancelled' }],
      },
      include: WHOLE,
      orderBy: { session: { startsAt: 'asc' } },
    });
    return this.file(rows);
  }

  async open(
    { organisationId }: capacityBuildingApi.NewCalendarFeed,
    actor: Actor,
  ): Promise<capacityBuildingApi.OpenedCalendarFeed> {
    await this.organisations.mustActFor(actor, organisationId);
    const token = randomBytes(32).toString('base64url');
    return this.store.change(actor, async (change) => {
      const open = await change.db.calendarFeed.count({ where: { organisationId, revokedAt: null } });
      must(open < MOST_FEEDS, 'too-many-feeds', `Revoke one of your ${MOST_FEEDS} feeds first.`);
      const row = await change.db.calendarFeed.create({
        data: {
          ...{ id: uuidv7(), organisationId, tokenHash: hashOf(token), createdBy: actor.id },
          createdAt: new Date(change.now.epochMilliseconds),
        },
      });
      await change.audit('calendar-feed', row.id, 'opened', { detail: { organisation: organisationId } });
      return { ...toFeed(row), token };
    });
  }

  async list(organisationId: string, actor: Actor): Promise<{ items: capacityBuildingApi.CalendarFeed[] }> {
    await this.organisations.mustSee(actor, organisationId, 'organisation of yours');
    const rows = await this.store.db.calendarFeed.findMany({
      where: { organisationId },
      orderBy: { id: 'asc' },
    });
    return { items: rows.map(toFeed) };
  }

  /** From now on the token opens nothing. */
  async revoke(id: string, actor: Actor): Promise<capacityBuildingApi.CalendarFeed> {
    const feed = found(await this.store.db.calendarFeed.findUnique({ where: { id } }), 'calendar');
    await this.organisations.mustSee(actor, feed.organisationId, 'calendar');
    await this.organisations.mustActFor(actor, feed.organisationId);
    return this.store.change(actor, async (change) => {
      const revokedAt = feed.revokedAt ?? new Date(change.now.epochMilliseconds);
      const row = await change.db.calendarFeed.update({ where: { id }, data: { revokedAt } });
      await change.audit('calendar-feed', id, 'revoked');
      return toFeed(row);
    });
  }

  private file(rows: readonly BookedRow[]): string {
    const stampedAt = new Date(this.clock.now().epochMilliseconds);
    return calendarFile(
      'PUBLISH',
      rows.flatMap((row) => entriesOf(row, row.state !== 'booked')),
      this.organiser,
      stampedAt,
    );
  }
}

type BookedRow = Prisma.BookingGetPayload<{ include: typeof WHOLE }>;

/** All that is kept of a token. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const toFeed = (row: CalendarFeed): capacityBuildingApi.CalendarFeed => ({
  ...{ id: row.id, organisationId: row.organisationId, createdAt: row.createdAt.toISOString() },
  ...(row.revokedAt && { revokedAt: row.revokedAt.toISOString() }),
});
