/**
 * Writes what is generated and committed: an OpenAPI document per service, a JSON Schema per event, one AsyncAPI
 * document. `npm run generate`, or `npm run generate -- --check` to fail when something is stale or breaks what is
 * published. `npm run generate -- --publish` makes what is now the published contract, after a release.
 */
import 'reflect-metadata';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { allEvents, type EventDefinition } from '@commissioning/schemas';
import { z } from 'zod';
import { brokenContracts, type Schema } from './compatibility';
import { staleFiles } from './stale';
import { operationIdOf, sayWhoMay, SECURITY_SCHEMES } from './who-may';

const ROOT = join(__dirname, '../..');
const CONTRACTS = 'libs/schemas/contracts';
/** The contracts that somebody out there may rely on; only `--publish` moves them. */
const PUBLISHED = `${CONTRACTS}/published`;

interface ServiceModule {
  for(environment: unknown): DynamicModule;
}

async function main({ check, publish }: { check: boolean; publish: boolean }): Promise<void> {
  const files = new Map<string, string>();
  for (const [service, home] of services()) {
    const document = await openApi(service, home);
    files.set(`${home}/openapi.json`, pretty(document));
  }
  for (const event of allEvents) {
    files.set(`${CONTRACTS}/${event.type}.json`, pretty(jsonSchema(event)));
    if (publish) files.set(`${PUBLISHED}/${event.type}.json`, pretty(jsonSchema(event)));
  }
  files.set(`${CONTRACTS}/asyncapi.json`, pretty(asyncApi()));
  const present = [...filesIn(CONTRACTS), ...(publish ? filesIn(PUBLISHED) : [])];
  const kept = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : undefined);
  const { stale, orphans } = staleFiles(files, kept, present);
  const broken = brokenContracts(
    published(),
    new Map(allEvents.map((event) => [event.type, jsonSchema(event)])),
  );
  if (broken.length > 0) reportBroken(broken, publish);
  if (check) return reportStale([...stale, ...orphans], broken.length > 0);
  for (const path of stale) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), files.get(path) as string);
  }
  for (const path of orphans) rmSync(at(path));
  process.stdout.write(`${files.size} generated files, ${stale.length} written, ${orphans.length} removed\n`);
}

function reportStale(stale: string[], isBroken: boolean): void {
  if (isBroken || stale.length > 0) process.exitCode = 1;
  if (stale.length === 0) return;
  process.stderr.write(
    `Generated files are stale; run npm run generate and commit:\n  ${stale.join('\n  ')}\n`,
  );
}

function reportBroken(broken: string[], publish: boolean): void {
  const advice = publish
    ? 'Published all the same; whoever read the old contract must know:'
    : 'Events break what is published. Give the change a type of its own (the next .v<major>) beside the old one; or, if nobody relies on the old contract, npm run generate -- --publish:';
  process.stderr.write(`${advice}\n  ${broken.join('\n  ')}\n`);
}

function published(): Map<string, Schema> {
  return new Map(
    filesIn(PUBLISHED).map((path) => [
      basename(path, '.json'),
      JSON.parse(readFileSync(at(path), 'utf8')) as Schema,
    ]),
  );
}

function filesIn(folder: string): string[] {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`);
}

/** Services with an API; the portal has pages. */
function services(): [string, string][] {
  return readdirSync(at('services'))
    .filter((name) => name !== 'portal')
    .map((name): [string, string] => [name, `services/${name}`])
    .concat([['analytics', 'analytics']])
    .filter(([name, home]) => existsSync(join(ROOT, 'dist', home, `src/${name}.module.js`)));
}

async function openApi(service: string, home: string): Promise<OpenAPIObject> {
  const exported = require(join(ROOT, 'dist', home, `src/${service}.module.js`)) as Record<
    string,
    ServiceModule
  >;
  const module = Object.values(exported).find(
    (candidate) => typeof candidate?.for === 'function',
  ) as ServiceModule;
  // Preview mode reads decorators without making providers: no database, bus or network is needed.
  const app = await NestFactory.create(module.for({ SERVICE_URLS: {} }), new FastifyAdapter(), {
    preview: true,
    logger: false,
  });
  app.setGlobalPrefix(`api/${service}`, { exclude: ['livez', 'readyz', 'metrics'] });
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Community Commissioning: ${service}`)
    .setDescription('Errors are application/problem+json (RFC 9457) with a stable code.')
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addSecurity('bearer', SECURITY_SCHEMES.bearer)
    .addSecurity('system', SECURITY_SCHEMES.system)
    .build();
  const document = SwaggerModule.createDocument(app, settings, { operationIdFactory: operationIdOf });
  sayWhoMay(document, app);
  sayWhatMakesRepeatsSafe(document);
  return document;
}

/** Every POST takes it; what it is for stands in `libs/service/src/http/idempotency.ts`. */
function sayWhatMakesRepeatsSafe(document: OpenAPIObject): void {
  const key = {
    ...{ name: 'Idempotency-Key', in: 'header' as const, required: false },
    description:
      'Makes a repeat safe: the same key with the same request gets the first answer; with another request 422; while the first still runs 409.',
    schema: { type: 'string' as const, minLength: 8, maxLength: 200 },
  };
  for (const { post } of Object.values(document.paths)) {
    if (post) post.parameters = [...(post.parameters ?? []), key];
  }
}

function jsonSchema(event: EventDefinition): Schema {
  return {
    $id: event.type,
    description: `Classification: ${event.classification}`,
    ...z.toJSONSchema(event.fact),
  };
}

/** AsyncAPI 3: one channel per aggregate, one message per fact, a receive operation per listener. */
function asyncApi(): unknown {
  const topics = [...new Set(allEvents.map((event) => event.topic))].sort();
  const messageName = (event: EventDefinition) => event.type.replaceAll('.', '-');
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Community Commissioning events',
      version: '1.0.0',
      description:
        'Facts in the past tense as CloudEvents 1.0 in binary mode; one topic per aggregate, keyed by its id.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      topics.map((topic) => [
        topic.replaceAll('.', '-'),
        {
          address: topic,
          messages: Object.fromEntries(
            allEvents
              .filter((event) => event.topic === topic)
              .map((event) => [messageName(event), { $ref: `#/components/messages/${messageName(event)}` }]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      topics.flatMap((topic) => {
        const channel = { $ref: `#/channels/${topic.replaceAll('.', '-')}` };
        const events = allEvents.filter((event) => event.topic === topic);
        const listeners = [...new Set(events.flatMap((event) => event.listeners))].sort();
        return [
          [`send-${topic.replaceAll('.', '-')}`, { action: 'send', channel }],
          ...listeners.map((listener) => [
            `receive-${topic.replaceAll('.', '-')}-by-${listener}`,
            { action: 'receive', channel, title: listener },
          ]),
        ];
      }),
    ),
    components: {
      messages: Object.fromEntries(
        allEvents.map((event) => [
          messageName(event),
          {
            name: event.type,
            title: event.type,
            payload: withoutDraft(z.toJSONSchema(event.fact, { target: 'draft-7' })),
            examples: [{ name: 'golden', payload: event.examples.golden }],
            tags: [{ name: event.classification }],
          },
        ]),
      ),
    },
  };
}

const withoutDraft = ({ $schema: _, ...schema }: Record<string, unknown>) => schema;
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const at = (path: string): string => join(ROOT, path);

main({ check: process.argv.includes('--check'), publish: process.argv.includes('--publish') }).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
