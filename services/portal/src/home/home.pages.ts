import { Controller, Get } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import { page } from '../pages/page';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { cardsFor } from './home';
import { SCOPES_IN_WORDS } from './scopes';

@Controller()
export class HomePages {
  @Get()
  @Public()
  home(@TheVisitor() { actor }: Visitor) {
    return page('home/home', { title: 'Community Commissioning', cards: cardsFor(actor?.roles) });
  }

  @Get('accessibility')
  @Public()
  accessibility() {
    return page('home/accessibility', { title: 'Accessibility statement' });
  }

  @Get('cookies')
  @Public()
  cookies() {
    return page('home/cookies', { title: 'Cookies' });
  }

  @Get('developers')
  @Public()
  developers() {
    return page('home/developers', { title: 'For developers', scopes: Object.entries(SCOPES_IN_WORDS) });
  }
}
