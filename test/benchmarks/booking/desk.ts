import type { Council } from './council';
import type { Running } from './house';

export interface Session {
  readonly id: string;
  readonly capacity: number;
}

const TIMES_AGAIN = 20;
const WEEKS_AHEAD = 8;
const WEEK = 7 * 24 * 3_600_000;

/** The coordinator's desk: courses and sessions are made through the interface, as people make them. */
export async function openDesk(council: Council, { url }: Running) {
  const token = await council.coordinatorToken();
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const request = {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const at = `${url}/api/capacity-building${path}`;
    let response = await fetch(at, request);
    // No connection came free for ten seconds: nothing was done, and the interface says to ask again.
    for (let again = 1; response.status === 503 && again <= TIMES_AGAIN; again++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      response = await fetch(at, request);
    }
    const answer = (await response.json()) as any;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const { id: courseId } = await ask('POST', '/v1/courses', {
    ...{ title: 'Writing your first tender', summary: 'From notice to bid.' },
    competencies: ['tender-process'],
  });
  return {
    ask,
    /** A session a good while ahead, open for booking from now on. */
    session: async (
      capacity: number,
      capPerOrganisation: number,
      more: { priority?: readonly string[] } = {},
    ): Promise<Session> => {
      const startsAt = Date.now() + WEEKS_AHEAD * WEEK;
      const { id } = await ask('POST', '/v1/sessions', {
        ...{ courseId, venue: 'Town hall', capacity, capPerOrganisation, ...more },
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(startsAt + 3 * 3_600_000).toISOString(),
      });
      return { id, capacity };
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
