import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from '@commissioning/service';
import type { Pool } from 'pg';
import type { PortalConfig } from './config';
import { Drafts } from './pages/drafts';
import { HealthPages } from './pages/health.pages';
import { PageRenderer } from './pages/renderer';
import { ServiceApi } from './pages/service-api';
import { areas } from './areas';
import { SignIn } from './sign-in/sign-in';
import { SignInPages } from './sign-in/sign-in.pages';

/** Every area of the portal is a folder with a `.pages.ts` controller; `areas.ts` lists them. */
@Module({})
export class PortalModule {
  static for(config: PortalConfig, sessions: Pool): DynamicModule {
    const clock = new Clock(config.CLOCK_FILE);
    return {
      module: PortalModule,
      controllers: [HealthPages, SignInPages, ...areas],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: PageRenderer, useValue: new PageRenderer(config, clock) },
        { provide: ServiceApi, useValue: new ServiceApi(config.SERVICE_URLS) },
        { provide: Drafts, useValue: new Drafts(config.DATA_DIR) },
        { provide: 'publicUrl', useValue: config.PUBLIC_URL },
        { provide: SignIn, useValue: new SignIn(config) },
        { provide: 'sessions', useValue: sessions },
      ],
    };
  }
}
