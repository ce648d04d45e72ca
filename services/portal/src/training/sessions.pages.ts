import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { wardName, wardsOf } from '../organisations/wards';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator, isOfficer } from './coordinators';
import { placesBar } from './places-bar';
import { monthAsked, monthOf, WEEKDAYS } from './session-calendar';
import { ABOUT, type Asked, chosenOf, entryOf, fits, lineOf, PROGRAMMES, searchOf } from './session-list';
import { COMPETENCIES } from './words';

type Session = capacityBuildingApi.Session;

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
];
const LEADS = {
  external: 'Free sessions for voluntary and community organisations that want to bid.',
  internal: 'Sessions for the council’s own officers who buy and manage services.',
};

/** What everybody may see of training. */
@Controller('training')
export class SessionPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Public()
  async list(@TheVisitor() visitor: Visitor, @Query() asked: Asked & { cursor?: string }) {
    const search = searchOf(asked);
    if (asked.cursor) search.set('cursor', String(asked.cursor));
    const { items, nextCursor } = await this.api.get<capacityBuildingApi.SessionList>(
      'capacity-building',
      `/v1/sessions?${search.toString()}`,
      visitor,
    );
    const isAll = !asked.cursor && !nextCursor;
    return page('training/list', {
      title: 'Training',
      lead: LEADS[asked.programme === 'internal' ? 'internal' : 'external'],
      ...filtersFor(visitor, asked),
      sessions: items.map((session) => lineOf(session, this.now())),
      count: isAll ? (items.length === 1 ? '1 session' : `${items.length} sessions`) : 'Sessions',
      more: nextCursor && new URLSearchParams({ ...chosenOf(asked), cursor: nextCursor }).toString(),
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  @Get('calendar')
  @Public()
  async calendar(@TheVisitor() visitor: Visitor, @Query() asked: Asked) {
    const today = this.clock.today();
    const asOf = monthAsked(asked.month, today);
    const audience = asked.programme === 'internal' ? 'internal' : 'external';
    const { days } = await this.api.get<capacityBuildingApi.Calendar>(
      'capacity-building',
      `/v1/calendar/${asOf.toString()}?audience=${audience}`,
      visitor,
    );
    const sessionsOn = new Map(
      days.map(({ day, sessions }) => [
        day,
        sessions
          .filter((session) => fits(session, asked))
          .map((session) => entryOf(session, day, this.now())),
      ]),
    );
    const month = monthOf(asOf, sessionsOn, today);
    const linkTo = (other: string) => new URLSearchParams({ ...chosenOf(asked), month: other }).toString();
    return page('training/calendar', {
      title: 'Calendar of training',
      ...filtersFor(visitor, { ...asked, month: asOf.toString() }),
      ...{ month, weekdays: WEEKDAYS, isEmpty: ![...sessionsOn.values()].some(({ length }) => length > 0) },
      ...{ before: linkTo(month.before.month), after: linkTo(month.after.month) },
      breadcrumbs: BREADCRUMBS,
    });
  }

  @Get('sessions/:id')
  @Public()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const [session, wards] = await Promise.all([this.session(visitor, id), wardsOf(this.api, visitor)]);
    const course = await this.api.get<capacityBuildingApi.Course>(
      'capacity-building',
      `/v1/courses/${session.courseId}`,
      visitor,
    );
    return page('training/show', {
      title: session.courseTitle,
      ...{ session: lineOf(session, this.now()), course, bar: placesBar(session) },
      ward: session.ward && wardName(wards, session.ward),
      competencies: session.competencies.map((competency) => COMPETENCIES[competency]),
      coordinator: isCoordinator(visitor),
      breadcrumbs: BREADCRUMBS,
    });
  }

  /** The places alone, for a page that keeps them fresh. */
  @Get('sessions/:id/places')
  @Public()
  async places(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const session = await this.session(visitor, id);
    return page('training/places', { title: session.courseTitle, session, bar: placesBar(session) });
  }

  private now(): string {
    return this.clock.now().toString();
  }

  private session(visitor: Visitor, id: string): Promise<Session> {
    return this.api.get<Session>('capacity-building', `/v1/sessions/${id}`, visitor);
  }
}

function filtersFor(visitor: Visitor, asked: Asked) {
  const chosen = chosenOf(asked);
  return {
    ...{ chosen, competencies: ABOUT, programmes: isOfficer(visitor) && PROGRAMMES },
    filtered: ['about', 'where', 'places'].some((name) => chosen[name]),
    coordinator: isCoordinator(visitor),
  };
}
