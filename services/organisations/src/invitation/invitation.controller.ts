import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, organisationsApi } from '@commissioning/schemas';
import { InvitationService } from './invitation.service';

@Controller('v1')
export class InvitationController {
  constructor(private readonly invitations: InvitationService) {}

  @Post('organisations/:id/invitations')
  @Can('organisation:invite')
  @Answers(organisationsApi.SentInvitation, 201)
  invite(
    @Param('id', { schema: Id }) organisationId: string,
    @Body({ schema: organisationsApi.NewInvitation }) invitation: organisationsApi.NewInvitation,
    @Caller() actor: Actor,
  ) {
    return this.invitations.invite(organisationId, invitation, actor);
  }

  @Get('invitations')
  @Can('invitation:answer')
  @Answers(organisationsApi.InvitationList)
  mine(@Caller() actor: Actor) {
    return this.invitations.mine(actor);
  }

  @Post('invitations/:id/accept')
  @HttpCode(200)
  @Can('invitation:answer')
  @Answers(organisationsApi.Member)
  accept(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: organisationsApi.AcceptInvitation }) answer: organisationsApi.AcceptInvitation,
    @Caller() actor: Actor,
  ) {
    return this.invitations.accept(id, answer, actor);
  }

  @Post('invitations/:id/withdraw')
  @HttpCode(200)
  @Can('invitation:answer')
  @Answers(organisationsApi.Invitation)
  withdraw(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.invitations.withdraw(id, actor);
  }
}
