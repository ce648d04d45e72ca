import { readFileSync } from 'node:fs';
import { TokenVerifier } from '@commissioning/auth';
import { fastify } from 'fastify';
import { Pool, type PoolClient } from 'pg';
import { AUDIENCE } from './council';
import { STILL_RUNNING } from './clients';
import { retelling, type Script, type Words } from './script';

/** What the peer is told at its start. */
export interface BareSettings {
  readonly port: number;
  readonly databaseUrl: string;
  readonly issuer: string;
  /** Connections, as many as the service has. */
  readonly pool: number;
  /** What the service says to Postgres for one booking with room, and for one without. */
  readonly booked: Script;
  readonly waiting: Script;
  /** Places by session. */
  readonly capacity: Readonly<Record<string, number>>;
}

const CHECK_VIOLATED = '23514';

class StillRunning extends Error {}

interface Asked {
  readonly sessionId: string;
  readonly organisationId: string;
}

/**
 * The least that could do the same: Fastify, a token check, and the very statements of the service in the same order
 * on as many connections, each when the one before it was answered. It decides nothing, checks no shapes, tells nobody
 * and writes no letters: the statements were recorded, and the database refuses what is too much.
 */
async function serveBare(settings: BareSettings): Promise<void> {
  const { booked, waiting, capacity, issuer } = settings;
  const pool = new Pool({ connectionString: settings.databaseUrl, max: settings.pool });
  const tokens = new TokenVerifier({ issuer, audience: AUDIENCE });
  const taken = new Map<string, number>();
  const server = fastify();

  server.get('/livez', async () => ({ status: 'alive' }));
  server.post<{ Body: Asked; Headers: { authorization: string; 'idempotency-key': string } }>(
    '/api/capacity-building/v1/bookings',
    async ({ body, headers }, reply) => {
      const actor = await tokens.verify(headers.authorization.slice('Bearer '.length));
      const { sessionId, organisationId } = body;
      const sold = taken.get(sessionId) ?? 0;
      const room = sold < (capacity[sessionId] ?? 0);
      if (room) taken.set(sessionId, sold + 1);
      const words = { sessionId, organisationId, caller: actor.id, key: headers['idempotency-key'] };
      const client = await pool.connect();
      try {
        const first = await said(client, room ? booked : waiting, words);
        if (first && room) taken.set(sessionId, (taken.get(sessionId) ?? 1) - 1);
        return await reply.code(201).send(first ?? { id: '', state: room ? 'booked' : 'waiting' });
      } catch (error) {
        await client.query('ROLLBACK');
        if (room) taken.set(sessionId, (taken.get(sessionId) ?? 1) - 1);
        if (error instanceof StillRunning) return reply.code(409).send({ code: STILL_RUNNING });
        if ((error as { code?: string }).code !== CHECK_VIOLATED) throw error;
        return reply.code(409).send({ code: 'refused' });
      } finally {
        client.release();
      }
    },
  );
  await server.listen({ port: settings.port, host: '127.0.0.1' });
}

/** Says the statements one after the other; a repeated key gets its first answer, which is returned. */
async function said(client: PoolClient, script: Script, words: Words): Promise<unknown> {
  const retold = retelling(script, words);
  for (const { text, name, values } of script.statements) {
    const { rows } = await client.query({ text, name, values: retold(values), rowMode: 'array' });
    if (!text.includes('service.take_key')) continue;
    const [[held, , , firstAnswer]] = rows as [[boolean, unknown, unknown, unknown]];
    if (!held) throw new StillRunning();
    if (!firstAnswer) continue;
    await client.query('COMMIT');
    return firstAnswer;
  }
  return undefined;
}

if (process.env['BARE_SETTINGS']) {
  void serveBare(JSON.parse(readFileSync(process.env['BARE_SETTINGS'], 'utf8')) as BareSettings);
}
