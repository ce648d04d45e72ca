import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { EVIDENCE } from '../opportunities/words';
import { asErrors, errorsOf } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { readCriterion, termsOf, text, type TenderForm } from './terms';
import { crumbs } from './words';

type Tender = tenderingApi.Tender;

@Controller('tenders/:id/criteria')
@Can('portal:use')
export class CriterionPages {
  constructor(private readonly api: ServiceApi) {}

  @Get('new')
  async blank(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.form(await this.read(visitor, id), { kind: 'quality' });
  }

  @Post()
  async add(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: TenderForm,
  ) {
    const tender = await this.read(visitor, id);
    const reading = readCriterion(form);
    if ('problems' in reading) return this.form(tender, form, undefined, asErrors(reading.problems));
    const { criterion } = reading;
    return this.save(
      visitor,
      tender,
      form,
      [...tender.criteria, criterion],
      undefined,
      'The criterion is added.',
    );
  }

  @Get(':criterionId')
  async show(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
  ) {
    const tender = await this.read(visitor, id);
    const criterion = tender.criteria.find((each) => each.criterionId === criterionId);
    if (!criterion) throw new NotFoundException();
    return this.form(tender, fieldsOf(criterion), criterionId);
  }

  @Post(':criterionId')
  async change(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
    @Body() form: TenderForm,
  ) {
    const tender = await this.read(visitor, id);
    const reading = readCriterion(form, criterionId);
    if ('problems' in reading) return this.form(tender, form, criterionId, asErrors(reading.problems));
    const { criterion } = reading;
    const criteria = tender.criteria.map((each) => (each.criterionId === criterionId ? criterion : each));
    return this.save(visitor, tender, form, criteria, criterionId, 'The criterion is saved.');
  }

  @Post(':criterionId/remove')
  async remove(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
    @Body() form: TenderForm,
  ) {
    const tender = await this.read(visitor, id);
    const criteria = tender.criteria.filter((each) => each.criterionId !== criterionId);
    return this.save(visitor, tender, form, criteria, criterionId, 'The criterion is removed.');
  }

  private async save(
    visitor: Visitor,
    tender: Tender,
    form: TenderForm,
    criteria: tenderingApi.NewCriterion[],
    criterionId: string | undefined,
    success: string,
  ) {
    try {
      await this.api.put('tendering', `/v1/tenders/${tender.id}`, visitor, {
        body: { ...termsOf(tender), criteria },
        version: text(form, '_version'),
      });
      return redirect(`/tenders/${tender.id}`, success);
    } catch (error) {
      return this.form(tender, form, criterionId, errorsOf(error));
    }
  }

  private form(tender: Tender, form: TenderForm, criterionId?: string, errors?: unknown) {
    return page('tenders/criterion', {
      title: criterionId ? 'Change a criterion' : 'Add a criterion',
      tender,
      action: `/tenders/${tender.id}/criteria${criterionId ? `/${criterionId}` : ''}`,
      isNew: !criterionId,
      form: { ...form, _version: text(form, '_version') || tender.version },
      evidence: EVIDENCE,
      errors,
      breadcrumbs: crumbs(tender),
    });
  }

  private read(visitor: Visitor, id: string): Promise<Tender> {
    return this.api.get('tendering', `/v1/tenders/${id}`, visitor);
  }
}

const fieldsOf = (criterion: tenderingApi.Criterion): TenderForm => ({
  kind: criterion.kind,
  title: criterion.title,
  weight: String(criterion.weight),
  question: criterion.question ?? '',
  wordLimit: criterion.wordLimit?.toString() ?? '',
  minimumMark: criterion.minimumMark?.toString() ?? '',
  evidence: criterion.evidence ?? [],
});
