import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { nestLog, openLog } from '@commissioning/service';
import connectPgSimple from 'connect-pg-simple';
import { csrfSync } from 'csrf-sync';
import type { Request, Response } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import { Pool } from 'pg';
import type { PortalConfig } from './config';
import { ErrorPages } from './pages/error-pages.filter';
import { PageInterceptor } from './pages/page.interceptor';
import { PageRenderer } from './pages/renderer';
import { VisitorGuard } from './pages/visitor.guard';
import { sessionSecret } from './pages/session-secret';
import { PortalModule } from './portal.module';
import { SignIn } from './sign-in/sign-in';

const TWO_HOURS = 2 * 60 * 60 * 1_000;

/** The web pages: server-rendered, signed in by OpenID Connect, sessions in the portal's own Postgres. */
export async function servePortal(config: PortalConfig): Promise<NestExpressApplication> {
  const log = openLog('portal', config.LOG_LEVEL);
  const pool = new Pool({ connectionString: config.DATABASE_URL, max: 5 });
  pool.on('error', (error) =>
    log.warn({ error: String(error) }, 'A session connection was lost; the next request opens another'),
  );
  const app = await NestFactory.create<NestExpressApplication>(PortalModule.for(config, pool), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(nestLog(log));
  app.set('trust proxy', config.NODE_ENV === 'production' ? 1 : false);
  app.disable('x-powered-by');
  app.use((_: Request, response: Response, next: () => void) => {
    response.locals['cspNonce'] = randomBytes(16).toString('base64');
    next();
  });
  app.use(helmet(securityHeaders(config)));
  app.useBodyParser('urlencoded', { extended: true, limit: '1mb', parameterLimit: 5_000 });
  app.use(
    session({
      store: new (connectPgSimple(session))({ pool, pruneSessionInterval: 900 }),
      name: 'commissioning',
      secret: await sessionSecret(config.DATA_DIR),
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: {
        httpOnly: true,
        sameSite: 'lax',
        secure: config.PUBLIC_URL.startsWith('https:'),
        maxAge: TWO_HOURS,
      },
    }),
  );
  const { csrfSynchronisedProtection } = csrfSync({
    getTokenFromRequest: (request) => (request.body as { _csrf?: string } | undefined)?._csrf,
  });
  app.use(csrfSynchronisedProtection);
  const renderer = app.get(PageRenderer);
  app.useGlobalGuards(new VisitorGuard(app.get(Reflector), app.get(SignIn)));
  app.useGlobalInterceptors(new PageInterceptor(renderer));
  // What is wrong in an address is an address that leads nowhere.
  app.useGlobalPipes(new StandardSchemaValidationPipe({ errorHttpStatusCode: 404 }));
  app.useGlobalFilters(new ErrorPages(renderer, log));
  renderer.serveAssets(app);
  app.enableShutdownHooks();
  process.once('disconnect', () => void app.close().then(() => process.exit(0)));
  await app.listen(config.PORT, config.HOST);
  log.info({ url: config.PUBLIC_URL }, 'The portal is ready');
  return app;
}

function securityHeaders(config: PortalConfig): Parameters<typeof helmet>[0] {
  const nonce = (_: unknown, response: unknown) => `'nonce-${(response as Response).locals['cspNonce']}'`;
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce],
        imgSrc: ["'self'", 'data:'],
        // The identity provider redirects a form of ours; browsers hold it to this list too.
        formAction: ["'self'", new URL(config.ISSUER_URL).origin],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: config.PUBLIC_URL.startsWith('https:') ? [] : null,
      },
    },
    strictTransportSecurity: config.PUBLIC_URL.startsWith('https:'),
  };
}
