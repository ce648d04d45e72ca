import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { notificationsApi } from '@commissioning/schemas';
import { MessageService } from './message.service';

@Controller('v1/messages')
export class MessageController {
  constructor(private readonly messages: MessageService) {}

  @Post()
  @HttpCode(202)
  @Can('message:send')
  @Answers(notificationsApi.AcceptedMessage, 202)
  accept(
    @Body({ schema: notificationsApi.NewMessage }) message: notificationsApi.NewMessage,
    @Caller() actor: Actor,
  ) {
    return this.messages.accept(message, actor);
  }
}
