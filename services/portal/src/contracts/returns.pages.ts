import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type contractsApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { wardName, wardsOf } from '../organisations/wards';
import { categoriesOf, counted, linesOf, type Place, placesOf, typedLines } from './return-form';
import { characteristicName, words } from './words';

const HOME = { text: 'Home', href: '/' };
type Form = Record<string, string>;

@Controller('returns')
@Can('portal:use')
export class ReturnPages {
  constructor(private readonly api: ServiceApi) {}

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.whole(visitor, id);
  }

  /** Which people are counted next: an indicator, a ward and a characteristic; then the form for them. */
  @Get(':id/people')
  async people(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query() query: Form,
  ) {
    const { indicator: indicatorId, ward, characteristic } = query;
    const asked = indicatorId && ward && characteristic;
    return asked
      ? this.counting(visitor, id, { indicatorId, ward, characteristic })
      : this.choosing(visitor, id, query, query['ward'] !== undefined);
  }

  @Post(':id/people')
  async count(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { indicatorId = '', ward = '', characteristic = '' } = form;
    const place = { indicatorId, ward, characteristic };
    const [draft, scheme] = await Promise.all([this.get(visitor, id), this.scheme(visitor)]);
    const lines = typedLines(form, categoriesOf(scheme, characteristic));
    const result = counted(draft.observations, place, lines);
    if ('errors' in result) return this.counting(visitor, id, place, lines, result.errors, form['_version']);
    try {
      await this.save(visitor, draft, result.observations, draft.story, form['_version']);
      return redirect(`/returns/${id}`, 'Saved. Nothing is submitted yet.');
    } catch (error) {
      return this.counting(visitor, id, place, lines, errorsOf(error), form['_version']);
    }
  }

  @Post(':id/story')
  async story(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const draft = await this.get(visitor, id);
    try {
      await this.save(visitor, draft, draft.observations, form['story']?.trim(), form['_version']);
      return redirect(`/returns/${id}`, 'Saved. Nothing is submitted yet.');
    } catch (error) {
      return this.whole(visitor, id, errorsOf(error), form['story']);
    }
  }

  @Post(':id/submit')
  async submit(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(
      visitor,
      id,
      'submit',
      form,
      'Your return is submitted. Your contract manager reads it next.',
    );
  }

  @Post(':id/accept')
  async accept(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, 'accept', form, 'The return is accepted. The provider has been told.');
  }

  @Post(':id/send-back')
  async sendBack(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const comments = form['comments']?.trim();
    if (!comments)
      return this.whole(
        visitor,
        id,
        asErrors([{ field: 'comments', text: 'Say what should change, and how' }]),
      );
    const done = 'The return is back with the provider, with your comments.';
    return this.press(visitor, id, 'send-back', form, done, { comments });
  }

  private async press(visitor: Visitor, id: string, what: string, form: Form, done: string, body?: object) {
    try {
      const call = { ...(body && { body }), version: form['_version'], key: form['_key'] };
      await this.api.post('contracts', `/v1/returns/${id}/${what}`, visitor, call);
      return redirect(`/returns/${id}`, done);
    } catch (error) {
      return this.whole(visitor, id, errorsOf(error));
    }
  }

  private async whole(visitor: Visitor, id: string, errors?: unknown, story?: string) {
    const [draft, wards] = await Promise.all([this.get(visitor, id), wardsOf(this.api, visitor)]);
    const named = <Row extends { ward?: string }>(row: Row) => ({
      ...row,
      wardName: row.ward ? wardName(wards, row.ward) : 'All wards',
    });
    const indicators = draft.indicators.map((indicator) => {
      const own = <Row extends { indicatorId: string }>(row: Row) =>
        row.indicatorId === indicator.indicatorId;
      return {
        ...indicator,
        places: placesOf(draft.observations)
          .filter(own)
          .map((place) => ({ ...named(place), under: characteristicName(place.characteristic) })),
        rows: draft.observations
          .filter(own)
          .map((row) => ({ ...named(row), under: characteristicName(row.characteristic) })),
        totals: draft.totals.filter(own).map(named),
      };
    });
    const roles = visitor.actor?.roles ?? [];
    const open = draft.state === 'draft' || draft.state === 'returned';
    return page('contracts/return', {
      title: `Return ${draft.number}: ${draft.title}`,
      ...{ draft, indicators, errors, words },
      story: story ?? draft.story,
      mayWrite: open && roles.length === 0,
      mayReview: draft.state === 'submitted' && roles.includes('contract-manager'),
      key: formKey(),
      breadcrumbs: [
        HOME,
        { text: 'Contracts', href: '/contracts' },
        { text: draft.title, href: `/contracts/${draft.contractId}` },
      ],
    });
  }

  private async choosing(visitor: Visitor, id: string, query: Form, asked: boolean) {
    const [draft, scheme, wards] = await Promise.all([
      this.get(visitor, id),
      this.scheme(visitor),
      wardsOf(this.api, visitor),
    ]);
    const missing = [
      ...(query['indicator'] ? [] : [{ field: 'indicator', text: 'Select an indicator' }]),
      ...(query['ward'] ? [] : [{ field: 'ward', text: 'Select a ward' }]),
      ...(query['characteristic']
        ? []
        : [{ field: 'characteristic', text: 'Select what people were asked about' }]),
    ];
    return page('contracts/return-people', {
      title: 'Which people do you count?',
      ...{ draft, query },
      wards: scheme.wards
        .map((code) => ({ code, name: wardName(wards, code) }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
      characteristics: scheme.characteristics.map(({ characteristic }) => characteristic),
      errors: asked ? asErrors(missing) : undefined,
      breadcrumbs: this.wayTo(draft),
    });
  }

  private async counting(
    visitor: Visitor,
    id: string,
    place: Place,
    typed?: ReturnType<typeof typedLines>,
    errors?: unknown,
    version?: string,
  ) {
    const [draft, scheme, wards] = await Promise.all([
      this.get(visitor, id),
      this.scheme(visitor),
      wardsOf(this.api, visitor),
    ]);
    const lines = typed ?? linesOf(draft.observations, place, categoriesOf(scheme, place.characteristic));
    return page('contracts/return-count', {
      title: `People counted in ${wardName(wards, place.ward)}`,
      ...{ draft, place, lines, errors },
      version: version ?? draft.version,
      under: characteristicName(place.characteristic),
      indicator: draft.indicators.find(({ indicatorId }) => indicatorId === place.indicatorId),
      breadcrumbs: this.wayTo(draft),
    });
  }

  private wayTo(draft: contractsApi.Return) {
    return [
      HOME,
      { text: draft.title, href: `/contracts/${draft.contractId}` },
      { text: `Return ${draft.number}`, href: `/returns/${draft.id}` },
    ];
  }

  private get(visitor: Visitor, id: string): Promise<contractsApi.Return> {
    return this.api.get('contracts', `/v1/returns/${id}`, visitor);
  }

  private scheme(visitor: Visitor): Promise<contractsApi.CountingScheme> {
    return this.api.get('contracts', '/v1/returns/counting-scheme', visitor);
  }

  private save(
    visitor: Visitor,
    { id }: contractsApi.Return,
    observations: readonly contractsApi.Observation[],
    story: string | undefined,
    version: string | undefined,
  ): Promise<contractsApi.Return> {
    const body = { observations, ...(story && { story }) };
    return this.api.put('contracts', `/v1/returns/${id}`, visitor, { body, version });
  }
}
