import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, organisationsApi } from '@commissioning/schemas';
import { OrganisationService } from './organisation.service';

@Controller('v1/organisations')
export class OrganisationController {
  constructor(private readonly organisations: OrganisationService) {}

  @Post()
  @Can('organisation:register')
  @Answers(organisationsApi.RegisteredOrganisation, 201)
  register(
    @Body({ schema: organisationsApi.NewOrganisation }) draft: organisationsApi.NewOrganisation,
    @Caller() actor: Actor,
  ) {
    return this.organisations.register(draft, actor);
  }

  @Post('on-behalf')
  @Can('organisation:register-on-behalf')
  @Answers(organisationsApi.RegisteredOrganisation, 201)
  registerOnBehalf(
    @Body({ schema: organisationsApi.NewOrganisation }) draft: organisationsApi.NewOrganisation,
    @Caller() actor: Actor,
  ) {
    return this.organisations.register(draft, actor, 'on-behalf');
  }

  @Put(':id')
  @Can('organisation:change')
  @Answers(organisationsApi.OrganisationEntry)
  change(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: organisationsApi.NewOrganisation }) draft: organisationsApi.NewOrganisation,
    @Caller() actor: Actor,
  ) {
    return this.organisations.change(id, version, draft, actor);
  }

  @Get()
  @Public()
  @Answers(organisationsApi.OrganisationList)
  list(@Query({ schema: organisationsApi.OrganisationQuery }) query: organisationsApi.OrganisationQuery) {
    return this.organisations.list(query);
  }

  @Get('likely-duplicates')
  @Can('organisation:register')
  @Answers(organisationsApi.LikelyDuplicateList)
  likelyDuplicates(@Query({ schema: organisationsApi.LikelyDuplicateQuery }) { name }: { name: string }) {
    return this.organisations.likelyDuplicates(name);
  }

  @Get(':id')
  @Public()
  @Answers(organisationsApi.Organisation)
  show(@Param('id', { schema: Id }) id: string) {
    return this.organisations.show(id);
  }

  @Get(':id/entry')
  @Can('organisation:read-entry')
  @Answers(organisationsApi.OrganisationEntry)
  entry(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.organisations.entry(id, actor);
  }
}
