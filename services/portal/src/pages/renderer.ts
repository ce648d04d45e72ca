import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Clock } from '@commissioning/service';
import type { Request, Response } from 'express';
import nunjucks from 'nunjucks';
import type { PortalConfig } from '../config';
import {
  formatClock,
  formatDay,
  formatDistance,
  formatMoment,
  formatNumber,
  formatPence,
  formatSpan,
} from './format';
import { navigationFor } from './navigation';
import type { Page } from './page';

const SOURCE = join(__dirname, '..');
const GOVUK = dirname(require.resolve('govuk-frontend/package.json'));

/** Turns pages into HTML with the council's layout. */
export class PageRenderer {
  private readonly templates: nunjucks.Environment;
  /** The styles of every page. */
  readonly css: string;
  private readonly script = readFileSync(join(GOVUK, 'dist/govuk/govuk-frontend.min.js'));
  private readonly version: string;

  constructor(
    private readonly config: PortalConfig,
    private readonly clock: Clock,
  ) {
    this.templates = new nunjucks.Environment(new nunjucks.FileSystemLoader([SOURCE, join(GOVUK, 'dist')]), {
      autoescape: true,
      throwOnUndefined: false,
      trimBlocks: true,
      lstripBlocks: true,
    });
    this.addFilters();
    this.css = withoutGovernmentTypeface(
      readFileSync(join(GOVUK, 'dist/govuk/govuk-frontend.min.css'), 'utf8'),
    ).concat(
      ...['portal.css', 'training.css'].map((file) => readFileSync(join(SOURCE, 'assets', file), 'utf8')),
    );
    this.version = createHash('sha256').update(this.css).update(this.script).digest('hex').slice(0, 12);
  }

  /** The page as HTML; status and headers are set on the response. */
  render({ template, model, status }: Page, request: Request, response: Response): string {
    const { person, success } = request.session;
    if (success) delete request.session.success;
    const html = this.templates.render(`${template}.njk`, {
      ...model,
      person,
      success,
      council: this.config.COUNCIL_NAME,
      navigation: navigationFor(person?.roles, request.path),
      path: request.path,
      csrfToken: request.csrfToken?.(),
      cspNonce: response.locals['cspNonce'],
      assetVersion: this.version,
      assetPath: '/assets',
      movedTo: this.clock.offsetMs() === 0 ? undefined : this.clock.now().toString(),
      now: this.clock.now().toString(),
    });
    response.status(status).type('html').setHeader('cache-control', 'no-store');
    return html;
  }

  /** Styles and scripts, kept by browsers until their content changes. */
  serveAssets(app: NestExpressApplication): void {
    const kept = 'public, max-age=31536000, immutable';
    const server = app.getHttpAdapter().getInstance() as {
      get(path: string, handler: (request: Request, response: Response) => void): void;
    };
    server.get(
      '/assets/portal.css',
      (_, response) => void response.type('css').setHeader('cache-control', kept).send(this.css),
    );
    server.get(
      '/assets/govuk.js',
      (_, response) => void response.type('js').setHeader('cache-control', kept).send(this.script),
    );
    app.useStaticAssets(join(SOURCE, 'assets'), { prefix: '/assets/', maxAge: '1h', index: false });
  }

  private addFilters(): void {
    this.templates.addFilter('day', formatDay);
    this.templates.addFilter('moment', formatMoment);
    this.templates.addFilter('clock', formatClock);
    this.templates.addFilter('span', formatSpan);
    this.templates.addFilter('pounds', formatPence);
    this.templates.addFilter('number', formatNumber);
    this.templates.addFilter('distance', (value: string) => formatDistance(value, this.clock.today()));
  }
}

/** The typeface is licensed for GOV.UK alone; this service is a council's. */
const withoutGovernmentTypeface = (css: string): string =>
  css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(
      /"GDS Transport",\s*arial,\s*sans-serif/gi,
      'system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif',
    );
