import { Agent, request } from 'node:http';

/** One request for a place, and how often the same request is sent again under its key. */
export interface Attempt {
  readonly sessionId: string;
  readonly organisationId: string;
  /** Absent: sent without an Idempotency-Key. */
  readonly key?: string;
  readonly token: string;
  /** Sent a second time at the same moment, as by an impatient finger. */
  readonly twice?: boolean;
}

export interface Answer {
  readonly attempt: Attempt;
  readonly status: number;
  readonly body: { readonly id?: string; readonly state?: string; readonly code?: string };
  /** How often it was told to come back later (503) before it was answered. */
  readonly putOff?: number;
}

/** What a crowd of clients saw. */
export interface Crowd {
  readonly seconds: number;
  readonly answers: readonly Answer[];
}

/** The problem's code while the first request with a key is not answered yet. */
export const STILL_RUNNING = 'idempotency-key-in-use';

/**
 * Sends the attempts through so many clients at once; each sends its next when it has its answer.
 * @param giveUp a request that gets no answer counts as answered with status 0, instead of ending it all
 */
export async function send(
  base: string,
  attempts: readonly Attempt[],
  clients: number,
  { giveUp = false } = {},
): Promise<Crowd> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients * 2 });
  const answers: Answer[] = [];
  let next = 0;
  const pressed = (attempt: Attempt): Promise<Answer> => {
    const answer = answered(agent, base, attempt);
    return giveUp ? answer.catch(() => ({ attempt, status: 0, body: {} })) : answer;
  };
  const client = async () => {
    for (let attempt = attempts[next++]; attempt; attempt = attempts[next++]) {
      const presses = attempt.twice ? [attempt, attempt] : [attempt];
      answers.push(...(await Promise.all(presses.map(pressed))));
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1_000;
  agent.destroy();
  return { seconds, answers };
}

/**
 * A client that is told that its first request still runs, or that the service has no connection free just now, asks
 * again, as the interface says it should.
 */
async function answered(agent: Agent, base: string, attempt: Attempt): Promise<Answer> {
  for (let putOff = 0; ;) {
    const answer = await post(agent, `${base}/api/capacity-building/v1/bookings`, attempt);
    if (answer.status !== 503 && answer.body.code !== STILL_RUNNING) return { ...answer, putOff };
    if (answer.status === 503) putOff += 1;
    await new Promise((resolve) => setTimeout(resolve, answer.status === 503 ? 200 : 20));
  }
}

function post(agent: Agent, url: string, attempt: Attempt): Promise<Answer> {
  const { sessionId, organisationId, key, token } = attempt;
  const body = JSON.stringify({ sessionId, organisationId, places: 1 });
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent,
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(key && { 'idempotency-key': key }),
      },
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          attempt,
          status: response.statusCode ?? 0,
          body: JSON.parse(text || '{}') as Answer['body'],
        }),
      );
    });
    asked.end(body);
  });
}
