import type { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import { ClockOffset, readClock, setClock } from './clock';
import type { IdentityConfig } from './config';
import { answer, jsonOf, Refused } from './http';
import { PEOPLE, personCalled } from './people';
import { tokenFor } from './provider';
import type { Routes } from './server';

const TokenRequest = z.strictObject({ person: z.string() });

/** What a test or the demonstration asks for without a browser: a person's token, and another day. */
export function developmentRoutes(provider: Provider, config: IdentityConfig): Routes {
  const routes: Record<string, (request: IncomingMessage) => Promise<unknown>> = {
    'GET /livez': async () => ({ status: 'ok' }),
    'POST /dev/tokens': async (request) => {
      const { person: key } = read(TokenRequest, await jsonOf(request));
      const person = personCalled(key);
      if (!person)
        throw new Refused(404, `Nobody is called ${key}. There are: ${PEOPLE.map((p) => p.key).join(', ')}.`);
      return tokenFor(provider, person, config.audience);
    },
    'GET /dev/clock': async () => readClock(clockFile(config)),
    'PUT /dev/clock': async (request) => {
      const offset = read(ClockOffset, await jsonOf(request));
      await setClock(clockFile(config), offset);
      return offset;
    },
  };
  return async (request, response, path) => {
    const route = routes[`${request.method} ${path}`];
    if (route) answer(response, 200, await route(request));
    return route !== undefined;
  };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(400, z.prettifyError(result.error));
  return result.data;
}

function clockFile({ clockFile: file }: IdentityConfig): string {
  if (!file) throw new Refused(404, 'The clock of this machine cannot be moved: CLOCK_FILE is not set.');
  return file;
}
