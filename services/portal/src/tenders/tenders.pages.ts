import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { DOCUMENTS, FORMULAE, PAYMENTS, REGIMES, times } from '../opportunities/words';
import { asErrors, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isSection, SECTIONS } from './sections';
import { termsOf, text, type TenderForm } from './terms';
import { crumbs, STATES } from './words';

type Tender = tenderingApi.Tender;

@Controller('tenders')
@Can('portal:use')
export class TenderPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<tenderingApi.TenderList>('tendering', '/v1/tenders', visitor);
    return page('tenders/list', {
      title: 'Tenders',
      tenders: items,
      states: STATES,
      breadcrumbs: crumbs().slice(0, 1),
    });
  }

  @Get('new')
  async choose(@TheVisitor() visitor: Visitor) {
    return this.choice(visitor);
  }

  @Post()
  async draft(@TheVisitor() visitor: Visitor, @Body() form: TenderForm) {
    const themeId = text(form, 'themeId');
    if (!themeId) return this.choice(visitor, asErrors([{ field: 'themeId', text: 'Select a theme' }]));
    try {
      const { id } = await this.api.post<Tender>('tendering', '/v1/tenders', visitor, {
        body: { themeId },
        key: text(form, '_key'),
      });
      return redirect(`/tenders/${id}`, 'The draft is there. Fill in its sections; the findings follow.');
    } catch (error) {
      return this.choice(visitor, errorsOf(error, {}, { 'theme-not-approved': 'themeId' }));
    }
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.tender(visitor, id);
  }

  @Post(':id/publish')
  async publish(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: TenderForm,
  ) {
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/publish`, visitor, {
        version: text(form, '_version'),
        key: text(form, '_key'),
      });
      return redirect(
        `/tenders/${id}`,
        'The tender is published. What is advertised does not change any more.',
      );
    } catch (error) {
      return this.tender(visitor, id, errorsOf(error));
    }
  }

  @Post(':id/reasons')
  async explain(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: TenderForm,
  ) {
    const tender = await this.read(visitor, id);
    const given = Object.entries(form).flatMap(([name, value]) =>
      name.startsWith('reason-') && typeof value === 'string' && value.trim()
        ? [[name.slice('reason-'.length), value.trim()] as const]
        : [],
    );
    const reasons = { ...tender.reasons, ...Object.fromEntries(given) };
    return this.save(visitor, tender, form, { reasons }, (errors) => this.tender(visitor, id, errors));
  }

  @Get(':id/edit/:section')
  async section(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('section') name: string,
  ) {
    const tender = await this.read(visitor, id);
    return this.sectionOf(tender, name, isSection(name) ? SECTIONS[name].fields(tender) : {});
  }

  @Post(':id/edit/:section')
  async change(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('section') name: string,
    @Body() form: TenderForm,
  ) {
    const tender = await this.read(visitor, id);
    if (!isSection(name)) throw new NotFoundException();
    const reading = SECTIONS[name].read(form);
    if ('problems' in reading) return this.sectionOf(tender, name, form, asErrors(reading.problems));
    return this.save(visitor, tender, form, reading.terms, (errors) =>
      this.sectionOf(tender, name, form, errors),
    );
  }

  /** Sends the terms with some of them changed, under the version that the page showed. */
  private async save(
    visitor: Visitor,
    tender: Tender,
    form: TenderForm,
    changed: Partial<tenderingApi.TenderTerms>,
    again: (errors: unknown) => unknown,
  ) {
    try {
      await this.api.put('tendering', `/v1/tenders/${tender.id}`, visitor, {
        body: { ...termsOf(tender), ...changed },
        version: text(form, '_version'),
      });
      return redirect(`/tenders/${tender.id}`, 'Saved.');
    } catch (error) {
      return again(errorsOf(error));
    }
  }

  private async choice(visitor: Visitor, errors?: unknown) {
    const { items } = await this.api.get<tenderingApi.TenderThemeList>('tendering', '/v1/themes', visitor);
    return page('tenders/new', {
      title: 'Draft a tender',
      themes: items,
      key: formKey(),
      errors,
      breadcrumbs: crumbs(),
    });
  }

  private async tender(visitor: Visitor, id: string, errors?: unknown) {
    const tender = await this.read(visitor, id);
    const findings =
      tender.state === 'draft'
        ? await this.api.get<tenderingApi.TenderFindings>('tendering', `/v1/tenders/${id}/findings`, visitor)
        : undefined;
    const isCommissioner = visitor.actor?.roles.includes('commissioner');
    return page('tenders/show', {
      title: tender.title,
      tender,
      state: STATES[tender.state],
      findings,
      regime: findings?.regime && REGIMES[findings.regime.regime],
      payment: findings?.proportion && PAYMENTS[findings.proportion.payment],
      reporting: findings?.proportion && times(findings.proportion.returnsPerYear),
      sections: Object.entries(SECTIONS).map(([name, { title, isDone }]) => ({
        ...{ title, href: `/tenders/${id}/edit/${name}`, done: isDone(tender) },
      })),
      weights: tender.criteria.reduce((sum, { weight }) => sum + weight, 0),
      mayDraft: isCommissioner,
      mayCancel: isCommissioner && ['published', 'closed', 'opened'].includes(tender.state),
      key: formKey(),
      errors,
      breadcrumbs: crumbs(),
    });
  }

  private sectionOf(tender: Tender, name: string, form: TenderForm, errors?: unknown) {
    if (!isSection(name)) throw new NotFoundException();
    return page(`tenders/${name}`, {
      title: SECTIONS[name].title,
      tender,
      form: { ...form, _version: text(form, '_version') || tender.version },
      documents: DOCUMENTS,
      formulae: FORMULAE,
      errors,
      breadcrumbs: crumbs(tender),
    });
  }

  private read(visitor: Visitor, id: string): Promise<Tender> {
    return this.api.get('tendering', `/v1/tenders/${id}`, visitor);
  }
}
