import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { wardsOf } from '../organisations/wards';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { coursesOf } from '../training/courses';
import { lineOf } from '../training/session-list';
import { COMPETENCIES, POOLS } from '../training/words';
import { type Form, RULES, sessionOf, typed } from './session-form';

type Course = capacityBuildingApi.Course;
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
  { text: 'Courses', href: '/training/courses' },
];
/** Where a broken rule is said in the form of a session. */
export const SESSION_CODES = {
  'session-starts-in-the-past': 'on-day',
  'session-beyond-bank-holidays': 'on-day',
  'session-ends-before-it-starts': 'until',
  'booking-window-unsound': 'closes-day',
  'series-out-of-order': 'furtherDates',
  'cap-over-capacity': 'cap',
  'cap-below-taken': 'cap',
  'pools-over-capacity': 'pool-small',
};
/** Where a field of the request stands in the form of a session. */
export const SESSION_FIELDS = {
  ...{ startsAt: 'on-day', endsAt: 'until', capPerOrganisation: 'cap', pools: 'pool-small' },
  ...{ bookingOpensAt: 'opens-day', bookingClosesAt: 'closes-day' },
};

/** A coordinator's plan: courses, and the dates of each. */
@Controller('training/courses')
@Can('course:plan')
export class CoursePages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get()
  list(@TheVisitor() visitor: Visitor, @Query('cursor') cursor?: string) {
    return this.courses(visitor, {}, undefined, cursor);
  }

  @Post()
  async plan(@TheVisitor() visitor: Visitor, @Body() form: Form) {
    const read = courseOf(form);
    if ('errors' in read) return this.courses(visitor, form, read.errors);
    try {
      const audience = typed(form, 'audience') === 'internal' ? 'internal' : 'external';
      const body = { ...read.course, audience };
      const course = await this.api.post<Course>('capacity-building', '/v1/courses', visitor, {
        ...{ body, key: typed(form, '_key') },
      });
      return redirect(
        `/training/courses/${course.id}`,
        `${course.title} is planned. Schedule its first session.`,
      );
    } catch (error) {
      return this.courses(visitor, form, errorsOf(error));
    }
  }

  @Get(':id')
  async show(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query('cursor') cursor?: string,
  ) {
    const course = await this.course(visitor, id);
    const search = new URLSearchParams({
      ...{ courseId: id, when: 'all', audience: course.audience },
      ...(cursor && { cursor }),
    });
    const { items, nextCursor } = await this.api.get<capacityBuildingApi.SessionList>(
      'capacity-building',
      `/v1/sessions?${search.toString()}`,
      visitor,
    );
    const now = this.clock.now().toString();
    return page('training-desk/course', {
      title: course.title,
      ...{ course, nextCursor },
      sessions: items.map((session) => lineOf(session, now)),
      competencies: course.competencies.map((competency) => COMPETENCIES[competency]),
      breadcrumbs: BREADCRUMBS,
    });
  }

  @Get(':id/change')
  async edit(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const { title, summary, competencies, version } = await this.course(visitor, id);
    return this.changePage(visitor, id, { title, summary, competencies, _version: String(version) });
  }

  @Post(':id/change')
  async change(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const read = courseOf(form);
    if ('errors' in read) return this.changePage(visitor, id, form, read.errors);
    try {
      await this.api.put('capacity-building', `/v1/courses/${id}`, visitor, {
        ...{ body: read.course, version: typed(form, '_version') },
      });
      return redirect(`/training/courses/${id}`, 'The course is changed.');
    } catch (error) {
      return this.changePage(visitor, id, form, errorsOf(error));
    }
  }

  @Get(':id/sessions/new')
  blank(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.sessionPage(visitor, id);
  }

  @Post(':id/sessions')
  async schedule(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const draft = sessionOf(form, id);
    if ('errors' in draft) return this.sessionPage(visitor, id, form, draft.errors);
    try {
      const session = await this.api.post<capacityBuildingApi.Session>(
        'capacity-building',
        '/v1/sessions',
        visitor,
        { body: draft.session, key: typed(form, '_key') },
      );
      return redirect(`/training/sessions/${session.id}/desk`, 'The session is scheduled and can be booked.');
    } catch (error) {
      return this.sessionPage(visitor, id, form, errorsOf(error, SESSION_FIELDS, SESSION_CODES));
    }
  }

  private course(visitor: Visitor, id: string): Promise<Course> {
    return this.api.get<Course>('capacity-building', `/v1/courses/${id}`, visitor);
  }

  private async courses(visitor: Visitor, form: Form = {}, errors?: FormErrors, cursor?: string) {
    const { items, nextCursor } = await coursesOf(this.api, visitor, cursor);
    return page('training-desk/courses', {
      title: 'Courses',
      ...{ courses: items, nextCursor, errors, words: COMPETENCIES },
      form: { ...form, _key: form['_key'] ?? formKey() },
      breadcrumbs: BREADCRUMBS.slice(0, 2),
    });
  }

  private async changePage(visitor: Visitor, id: string, form: Form, errors?: FormErrors) {
    const course = await this.course(visitor, id);
    return page('training-desk/course-change', {
      title: `Change ${course.title}`,
      ...{ course, form, errors, words: COMPETENCIES },
      breadcrumbs: [...BREADCRUMBS, { text: course.title, href: `/training/courses/${id}` }],
    });
  }

  private async sessionPage(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const [course, wards] = await Promise.all([this.course(visitor, id), wardsOf(this.api, visitor)]);
    return page('training-desk/session-new', {
      title: `Schedule a session of ${course.title}`,
      ...{ course, wards, errors, rules: RULES, pools: POOLS },
      form: { ...form, _key: form['_key'] ?? formKey() },
      breadcrumbs: [...BREADCRUMBS, { text: course.title, href: `/training/courses/${id}` }],
    });
  }
}

function courseOf(form: Form): { course: capacityBuildingApi.ChangeCourse } | { errors: FormErrors } {
  const [title, summary] = [typed(form, 'title'), typed(form, 'summary')];
  const competencies = [form['competencies'] ?? []].flat() as capacityBuildingApi.Competency[];
  const wrong = [
    ...(title ? [] : [{ field: 'title', text: 'Enter a title' }]),
    ...(summary ? [] : [{ field: 'summary', text: 'Enter what people learn' }]),
    ...(competencies.length ? [] : [{ field: 'competencies', text: 'Select what the course gives' }]),
  ];
  return wrong.length > 0 ? { errors: asErrors(wrong) } : { course: { title, summary, competencies } };
}
