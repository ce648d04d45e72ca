import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import { capacityBuildingApi } from '@commissioning/schemas';
import { asErrors } from '../pages/form';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { COMPETENCIES } from './words';

const STANDING: Readonly<Record<capacityBuildingApi.CertificateState, { text: string; classes: string }>> = {
  valid: { text: 'Valid', classes: 'govuk-tag--green' },
  'out-of-date': { text: 'Out of date: the register was corrected', classes: 'govuk-tag--yellow' },
  replaced: { text: 'Replaced by a newer one', classes: 'govuk-tag--yellow' },
  revoked: { text: 'Withdrawn', classes: 'govuk-tag--red' },
};

/** Whether a certificate that somebody shows is one of ours, for anybody. */
@Controller('training/certificates')
export class CertificatePages {
  constructor(private readonly api: ServiceApi) {}

  /** The address that stands on every certificate. */
  @Get(':reference')
  @Public()
  checkPrinted(@TheVisitor() visitor: Visitor, @Param('reference') reference: string) {
    return this.check(visitor, reference);
  }

  @Get()
  @Public()
  async check(@TheVisitor() visitor: Visitor, @Query('reference') typed?: string) {
    const reference = typed && capacityBuildingApi.CertificateReference.safeParse(typed);
    const certificate =
      reference && reference.success
        ? await this.api.find<capacityBuildingApi.Certificate>(
            'capacity-building',
            `/v1/certificates/${reference.data}`,
            visitor,
          )
        : undefined;
    return page('training/certificate', {
      title: 'Check a certificate',
      typed,
      certificate: certificate && {
        ...certificate,
        tag: STANDING[certificate.state],
        gives: certificate.competencies.map((competency) => COMPETENCIES[competency]).join(', '),
      },
      errors:
        typed !== undefined && !certificate
          ? asErrors([
              {
                field: 'reference',
                text: 'There is no certificate with this reference. It looks like CC-7KQ4-M2XD-9PWF',
              },
            ])
          : undefined,
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Training', href: '/training' },
      ],
    });
  }
}
