import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import type { Request, Response } from 'express';
import { SignIn } from './sign-in';

@Controller()
export class SignInPages {
  constructor(private readonly signIn: SignIn) {}

  @Get('sign-in')
  @Public()
  async begin(@Req() request: Request, @Res() response: Response, @Query('returnTo') returnTo?: string) {
    response.redirect(303, await this.signIn.begin(request.session, String(returnTo ?? '/')));
  }

  @Get('auth/callback')
  @Public()
  async finish(@Req() request: Request, @Res() response: Response) {
    const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
    response.redirect(303, await this.signIn.finish(request.session, query));
  }

  @Post('sign-out')
  @Public()
  async end(@Req() request: Request, @Res() response: Response) {
    response.redirect(303, await this.signIn.end(request.session));
  }
}
