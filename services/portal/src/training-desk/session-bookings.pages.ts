import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import type { Response } from 'express';
import { z } from 'zod';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { STATES } from '../training/words';
import { deskBreadcrumbs, loadSession } from './session-desk';

/** To those who run a session, an offer is not to "you". */
const WORDS = { ...STATES, offered: { ...STATES.offered, text: 'Offered' } };
const Exported = z.enum(['bookings', 'attendance']);
type Asked = Readonly<Partial<Record<'state' | 'find' | 'cursor', string>>>;

/** Every booking of a session, also those that ended, a page at a time: of thousands one is found by its name. */
@Controller('training/sessions/:id/bookings')
@Can('portal:use')
export class SessionBookingPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Query() asked: Asked) {
    const state = capacityBuildingApi.BookingState.safeParse(asked.state).data;
    const chosen = { ...(state && { state }), ...(asked.find?.trim() && { find: asked.find.trim() }) };
    const query = new URLSearchParams({ ...chosen, ...(asked.cursor && { cursor: asked.cursor }) });
    const [session, { items, nextCursor }] = await Promise.all([
      loadSession(this.api, visitor, id),
      this.api.get<capacityBuildingApi.BookingPage>(
        'capacity-building',
        `/v1/sessions/${id}/bookings?${query.toString()}`,
        visitor,
      ),
    ]);
    return page('training-desk/session-bookings', {
      title: `${session.courseTitle}: bookings`,
      ...{ session, chosen, states: Object.entries(WORDS).map(([value, { text }]) => [value, text]) },
      bookings: items.map((booking) => ({ ...booking, tag: WORDS[booking.state] })),
      more: nextCursor && new URLSearchParams({ ...chosen, cursor: nextCursor }).toString(),
      breadcrumbs: deskBreadcrumbs(session),
    });
  }

  /** For a spreadsheet: the bookings, or each place with who came. */
  @Get(':what.csv')
  async file(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('what', { schema: Exported }) what: z.infer<typeof Exported>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const path = `/v1/exports/${what}.csv?sessionId=${id}`;
    const { type, body } = await this.api.download('capacity-building', path, visitor);
    response.attachment(`${what}.csv`).type(type);
    return body;
  }
}
