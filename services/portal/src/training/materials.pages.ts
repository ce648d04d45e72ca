import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can, Public } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { z } from 'zod';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator } from './coordinators';
import { coursesOf } from './courses';

type Question = capacityBuildingApi.TrainingQuestion;
type Form = Readonly<Partial<Record<string, string>>>;
const Answering = z.enum(['answer', 'decline']);
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
  { text: 'Materials and questions', href: '/training/materials' },
];
const typed = (form: Form, name: string): string => (form[name] ?? '').trim();

/** What was said and handed out, open to everybody who may bid. */
@Controller('training/materials')
export class MaterialPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  @Public()
  async list(@TheVisitor() visitor: Visitor, @Query('cursor') cursor?: string) {
    const coordinator = isCoordinator(visitor);
    const [{ items: courses, nextCursor }, open] = await Promise.all([
      coursesOf(this.api, visitor, cursor),
      coordinator ? this.items<Question>(visitor, '/v1/questions/open') : [],
    ]);
    return page('training/materials', {
      title: 'Materials and questions',
      courses: courses.map((course) => ({
        ...course,
        open: open.filter(({ courseId }) => courseId === course.id).length,
      })),
      ...{ coordinator, nextCursor },
      breadcrumbs: BREADCRUMBS.slice(0, 2),
    });
  }

  @Get(':course')
  @Public()
  show(@TheVisitor() visitor: Visitor, @Param('course', { schema: Id }) course: string) {
    return this.ofCourse(visitor, course);
  }

  @Post(':course/questions')
  @Can('portal:use')
  async ask(
    @TheVisitor() visitor: Visitor,
    @Param('course', { schema: Id }) courseId: string,
    @Body() form: Form,
  ) {
    const [question, answer] = [typed(form, 'question'), typed(form, 'answer')];
    const missing = asErrors([{ field: 'question', text: 'Enter your question' }]);
    if (!question) return this.ofCourse(visitor, courseId, form, missing);
    return this.send(visitor, courseId, form, '/v1/questions', {
      body: { courseId, question, ...(answer && { answer }) },
      told: answer
        ? 'Question and answer are open to everybody.'
        : 'We have your question. The answer will stand here for everybody, without your name.',
    });
  }

  @Post(':course/questions/:question/:what')
  @Can('portal:use')
  async answer(
    @TheVisitor() visitor: Visitor,
    @Param('course', { schema: Id }) courseId: string,
    @Param('question', { schema: Id }) id: string,
    @Param('what', { schema: Answering }) what: z.infer<typeof Answering>,
    @Body() form: Form,
  ) {
    const words = typed(form, 'words');
    const [field, question] = [`${what}-${id}`, typed(form, 'reworded')];
    const missing = asErrors([
      { field, text: what === 'answer' ? 'Enter the answer' : 'Say why it is not answered here' },
    ]);
    if (!words) return this.ofCourse(visitor, courseId, { ...form, id, what }, missing);
    return this.send(visitor, courseId, { ...form, id, what }, `/v1/questions/${id}/${what}`, {
      body: what === 'answer' ? { answer: words, ...(question && { question }) } : { reason: words },
      told: what === 'answer' ? 'The answer is open to everybody.' : 'Whoever asked can read why.',
      fields: { answer: field, reason: field, question: `reworded-${field}` },
    });
  }

  @Post(':course')
  @Can('portal:use')
  async publish(
    @TheVisitor() visitor: Visitor,
    @Param('course', { schema: Id }) courseId: string,
    @Body() form: Form,
  ) {
    const [title, text, link] = ['title', 'text', 'link'].map((name) => typed(form, name)) as [
      string,
      string,
      string,
    ];
    const wrong = [
      ...(title ? [] : [{ field: 'title', text: 'Enter what it is called' }]),
      ...(text || link ? [] : [{ field: 'text', text: 'Enter a text, a link, or both' }]),
    ];
    if (wrong.length > 0) return this.ofCourse(visitor, courseId, form, asErrors(wrong));
    return this.send(visitor, courseId, form, '/v1/materials', {
      body: { courseId, title, ...(text && { text }), ...(link && { link }) },
      told: `${title} is open to everybody.`,
    });
  }

  @Post(':course/:material/withdraw')
  @Can('portal:use')
  async withdraw(
    @TheVisitor() visitor: Visitor,
    @Param('course', { schema: Id }) courseId: string,
    @Param('material', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const [reason, field] = [typed(form, 'reason'), `withdraw-${id}`];
    const missing = asErrors([{ field, text: 'Say why it is withdrawn' }]);
    if (!reason) return this.ofCourse(visitor, courseId, { ...form, id }, missing);
    return this.send(visitor, courseId, { ...form, id }, `/v1/materials/${id}/withdraw`, {
      body: { reason },
      told: 'It is withdrawn, and still listed with your reason.',
      fields: { reason: field },
    });
  }

  private async send(
    visitor: Visitor,
    courseId: string,
    form: Form,
    path: string,
    { body, told, fields }: { body: unknown; told: string; fields?: Readonly<Record<string, string>> },
  ) {
    const [version, key] = [form['_version'], form['_key']];
    try {
      await this.api.post('capacity-building', path, visitor, { body, version, key });
      return redirect(`/training/materials/${courseId}`, told);
    } catch (error) {
      return this.ofCourse(visitor, courseId, form, errorsOf(error, fields));
    }
  }

  private async ofCourse(visitor: Visitor, courseId: string, form: Form = {}, errors?: FormErrors) {
    const coordinator = isCoordinator(visitor);
    const [course, materials, answered, waiting] = await Promise.all([
      this.api.get<capacityBuildingApi.Course>('capacity-building', `/v1/courses/${courseId}`, visitor),
      this.items<capacityBuildingApi.Material>(visitor, `/v1/materials?courseId=${courseId}`),
      this.items<Question>(visitor, `/v1/questions?courseId=${courseId}`),
      visitor.actor ? this.items<Question>(visitor, `/v1/questions/${coordinator ? 'open' : 'mine'}`) : [],
    ]);
    const ofThisCourse = waiting.filter((question) => question.courseId === courseId);
    const inState = (state: Question['state']) => ofThisCourse.filter((question) => question.state === state);
    return page('training/course-materials', {
      title: `${course.title}: materials and questions`,
      ...{ course, coordinator, materials, answered, form, errors, key: formKey() },
      ...{ open: inState('open'), declined: inState('declined') },
      breadcrumbs: BREADCRUMBS,
    });
  }

  private async items<Item>(visitor: Visitor, path: string): Promise<Item[]> {
    return (await this.api.get<{ items: Item[] }>('capacity-building', path, visitor)).items;
  }
}
