import { readFileSync } from 'node:fs';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** Serves the committed OpenAPI document and a page that shows it, without generating anything at start. */
export function serveApiDocument(adapter: FastifyAdapter, service: string, path: string): void {
  const document = readFileSync(path, 'utf8');
  const server = adapter.getInstance();
  server.get(`/api/${service}/openapi.json`, (_, reply) => reply.type('application/json').send(document));
  server.get(`/api/${service}/docs`, (_, reply) =>
    reply.type('text/html; charset=utf-8').send(pageFor(service, document)),
  );
}

interface ApiDocument {
  readonly paths: Record<
    string,
    Record<string, { summary?: string; operationId?: string; security?: Record<string, string[]>[] }>
  >;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A plain page: every route with its purpose, and the document to load into any other viewer. */
function pageFor(service: string, document: string): string {
  const { paths } = JSON.parse(document) as ApiDocument;
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) =>
        `<tr><th scope="row"><code>${escape(method.toUpperCase())} ${escape(path)}</code></th><td>${escape(operation.summary ?? operation.operationId ?? '')}</td><td>${escape(callersOf(operation.security))}</td></tr>`,
    ),
  );
  return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(service)} API</title><style>body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}
th{text-align:left;font-weight:normal;padding-right:2rem}td,th{border-bottom:1px solid #b1b4b6;padding:.5rem 0}table{border-collapse:collapse;width:100%}</style>
<h1>${escape(service)} API</h1><p>The whole document: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<table><caption>Routes</caption><thead><tr><th scope="col">Route</th><th scope="col">What it does</th><th scope="col">Token</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`;
}

/** Whose token a route takes, in words. */
function callersOf(security: Record<string, string[]>[] = []): string {
  if (security.some((way) => Object.keys(way).length === 0)) return 'none needed';
  const scopes = security.flatMap(({ system }) => system ?? []);
  return ['a person’s', ...scopes.map((scope) => `a system’s with ${scope}`)].join(', or ');
}
