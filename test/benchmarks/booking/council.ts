import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What stands around one service: who signs tokens, and who takes letters. */
export interface Council {
  readonly url: string;
  /** An access token of a person without a role of the council. */
  memberToken(id: string): Promise<string>;
  coordinatorToken(): Promise<string>;
  stop(): Promise<void>;
}

export const AUDIENCE = 'community-commissioning';

/** Answers over HTTP on a free port of 127.0.0.1, as the identity provider and notifications of a deployment would. */
export async function startCouncil(): Promise<Council> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'council', alg: 'ES256' };
  let url = '';
  const sign = (subject: string, claims: Record<string, unknown>) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'council' })
      .setIssuer(url)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setExpirationTime('2h')
      .sign(privateKey);
  const answer = async (path: string): Promise<unknown> => {
    if (path === '/jwks') return { keys: [jwk] };
    if (path === '/token')
      return { access_token: await sign('service', { client_id: 'service' }), expires_in: 7_200 };
    return path.endsWith('/v1/messages') && { taken: true };
  };
  const server = createServer((request, response) => {
    request.resume();
    void answer(request.url ?? '').then((body) => {
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    memberToken: (id) => sign(id, { name: id, roles: [] }),
    coordinatorToken: () => sign('coordinator', { name: 'coordinator', roles: ['training-coordinator'] }),
    stop: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
