import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import { CertificateService } from './certificate.service';

@Controller('v1/certificates')
export class CertificateController {
  constructor(private readonly certificates: CertificateService) {}

  @Post()
  @HttpCode(200)
  @Can('certificate:issue')
  @Answers(capacityBuildingApi.Certificate)
  issue(
    @Body({ schema: capacityBuildingApi.NewCertificate }) asked: capacityBuildingApi.NewCertificate,
    @Caller() actor: Actor,
  ) {
    return this.certificates.issue(asked, actor);
  }

  @Get(':reference')
  @Public()
  @Answers(capacityBuildingApi.Certificate)
  check(@Param('reference', { schema: capacityBuildingApi.CertificateReference }) reference: string) {
    return this.certificates.check(reference);
  }

  @Get(':reference/document.pdf')
  @Can('certificate:issue')
  @Header('content-type', 'application/pdf')
  @Header('content-disposition', 'attachment; filename="certificate.pdf"')
  @Answers(capacityBuildingApi.CertificateDocument)
  document(
    @Param('reference', { schema: capacityBuildingApi.CertificateReference }) reference: string,
    @Caller() actor: Actor,
  ) {
    return this.certificates.document(reference, actor);
  }
}
