import { Controller, Get } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import type { programmeApi } from '@commissioning/schemas';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { RESPONSES } from '../workshops/workshop-form';

@Controller('you-said-we-did')
@Public()
export class YouSaidWeDidPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor) {
    const said = await this.api.get<programmeApi.YouSaidWeDid>('programme', '/v1/you-said-we-did', visitor);
    return page('you-said-we-did/show', {
      ...{ title: 'You said, we did', said, responses: RESPONSES },
      breadcrumbs: [{ text: 'Home', href: '/' }],
    });
  }
}
