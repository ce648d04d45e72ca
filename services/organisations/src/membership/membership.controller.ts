import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { ActorId, Id, organisationsApi } from '@commissioning/schemas';
import { MembershipService } from './membership.service';

@Controller('v1')
export class MembershipController {
  constructor(private readonly memberships: MembershipService) {}

  @Get('memberships/:personId')
  @Can('membership:read')
  @Answers(organisationsApi.MembershipsOfPerson)
  ofPerson(@Param('personId', { schema: ActorId }) personId: string, @Caller() actor: Actor) {
    return this.memberships.ofPerson(personId, actor);
  }

  @Get('organisations/:id/people')
  @Can('organisation:invite')
  @Answers(organisationsApi.OrganisationPeople)
  people(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.memberships.people(id, actor);
  }

  @Get('organisations/:id/contacts')
  @Can('organisation:read-contacts')
  @Answers(organisationsApi.OrganisationContacts)
  contacts(@Param('id', { schema: Id }) id: string) {
    return this.memberships.contacts(id);
  }

  @Post('organisations/:id/people/:personId/leave')
  @HttpCode(200)
  @Can('membership:end')
  @Answers(organisationsApi.EndedMembership)
  end(
    @Param('id', { schema: Id }) id: string,
    @Param('personId', { schema: ActorId }) personId: string,
    @Caller() actor: Actor,
  ) {
    return this.memberships.end(id, personId, actor);
  }
}
