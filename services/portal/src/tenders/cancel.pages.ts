import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { asErrors, errorsOf, formKey, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { text, type TenderForm } from './terms';
import { crumbs } from './words';

/** A competition ends without an award, with a reason that everybody reads. */
@Controller('tenders/:id/cancel')
@Can('portal:use')
export class CancelTenderPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async blank(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.form(visitor, id);
  }

  @Post()
  async cancel(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: TenderForm,
  ) {
    const reason = text(form, 'reason');
    if (!reason) {
      const errors = asErrors([{ field: 'reason', text: 'Say why the tender is cancelled' }]);
      return this.form(visitor, id, form, errors);
    }
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/cancel`, visitor, {
        body: { reason },
        version: text(form, '_version'),
        key: text(form, '_key'),
      });
      return redirect(`/tenders/${id}`, 'The tender is cancelled. Everybody can read why.');
    } catch (error) {
      return this.form(visitor, id, form, errorsOf(error));
    }
  }

  private async form(visitor: Visitor, id: string, form: TenderForm = {}, errors?: FormErrors) {
    const tender = await this.api.get<tenderingApi.Tender>('tendering', `/v1/tenders/${id}`, visitor);
    return page('tenders/cancel', {
      ...{ title: 'Cancel the tender', tender, form, errors },
      key: text(form, '_key') || formKey(),
      version: text(form, '_version') || tender.version,
      breadcrumbs: crumbs(tender),
    });
  }
}
