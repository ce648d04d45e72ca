import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { wardsOf } from '../organisations/wards';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type Form, sessionOf } from './training-forms';
import { COMPETENCIES } from './words';

type CourseForm = Partial<Record<string, string | string[]>>;
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
  { text: 'Courses', href: '/training/courses' },
];
const CODES = {
  'session-starts-in-the-past': 'on-day',
  'session-beyond-bank-holidays': 'on-day',
  'session-ends-before-it-starts': 'until',
  'cap-over-capacity': 'cap',
};

/** A coordinator's plan: courses, and the dates of each. */
@Controller('training/courses')
@Can('portal:use')
export class CoursePages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  list(@TheVisitor() visitor: Visitor) {
    return this.courses(visitor);
  }

  @Post()
  async plan(@TheVisitor() visitor: Visitor, @Body() form: CourseForm) {
    const typed = (name: string) => String(form[name] ?? '').trim();
    const competencies = [form['competencies'] ?? []].flat();
    const wrong = [
      ...(typed('title') ? [] : [{ field: 'title', text: 'Enter a title' }]),
      ...(typed('summary') ? [] : [{ field: 'summary', text: 'Enter what people learn' }]),
      ...(competencies.length ? [] : [{ field: 'competencies', text: 'Select what the course gives' }]),
    ];
    if (wrong.length > 0) return this.courses(visitor, form, asErrors(wrong));
    try {
      const body = { title: typed('title'), summary: typed('summary'), competencies };
      const course = await this.api.post<capacityBuildingApi.Course>(
        'capacity-building',
        '/v1/courses',
        visitor,
        { body, key: typed('_key') },
      );
      return redirect(
        `/training/courses/${course.id}`,
        `${course.title} is planned. Schedule its first session.`,
      );
    } catch (error) {
      return this.courses(visitor, form, errorsOf(error));
    }
  }

  @Get(':id')
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.course(visitor, id);
  }

  @Post(':id/sessions')
  async schedule(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const draft = sessionOf(form, id);
    if ('errors' in draft) return this.course(visitor, id, form, draft.errors);
    try {
      await this.api.post('capacity-building', '/v1/sessions', visitor, {
        body: draft.session,
        key: form['_key'],
      });
      return redirect(`/training/courses/${id}`, 'The session is scheduled and can be booked.');
    } catch (error) {
      return this.course(visitor, id, form, errorsOf(error, {}, CODES));
    }
  }

  private async courses(visitor: Visitor, form: CourseForm = {}, errors?: FormErrors) {
    const { items } = await this.api.get<{ items: capacityBuildingApi.Course[] }>(
      'capacity-building',
      '/v1/courses',
      visitor,
    );
    return page('training/courses', {
      title: 'Courses',
      ...{ courses: items, errors, words: COMPETENCIES },
      form: { ...form, _key: form['_key'] ?? formKey() },
      breadcrumbs: BREADCRUMBS.slice(0, 2),
    });
  }

  private async course(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const [course, sessions, wards] = await Promise.all([
      this.api.get<capacityBuildingApi.Course>('capacity-building', `/v1/courses/${id}`, visitor),
      this.api.get<{ items: capacityBuildingApi.Session[] }>(
        'capacity-building',
        `/v1/sessions?courseId=${id}&when=all`,
        visitor,
      ),
      wardsOf(this.api, visitor),
    ]);
    return page('training/course', {
      title: course.title,
      ...{ course, errors, wards, sessions: sessions.items },
      competencies: course.competencies.map((competency) => COMPETENCIES[competency]),
      form: { ...form, _key: form['_key'] ?? formKey() },
      breadcrumbs: BREADCRUMBS,
    });
  }
}
