import type { SystemScope } from '@commissioning/auth';
import type { ClientMetadata } from 'oidc-provider';
import { kept, newSecret, replaceFile } from '../keys';

/** Our own services; each is a client that proves itself with its own secret and the scope `service:<name>`. */
export const SERVICES = [
  'programme',
  'organisations',
  'capacity-building',
  'tendering',
  'evaluation',
  'contracts',
  'equality-analysis',
  'notifications',
  'portal',
  'analytics',
] as const;

/** Other systems of the council, with what they may do. */
export const COUNCIL_SYSTEMS = {
  'council-finance': ['contracts:read', 'payments:read'],
  'council-training': ['training:coordinate', 'training:export'],
} as const satisfies Readonly<Record<string, readonly SystemScope[]>>;

/** Every scope that stands for a right at the services' APIs. */
export const API_SCOPES: readonly string[] = [
  ...SERVICES.map((service) => `service:${service}`),
  ...Object.values(COUNCIL_SYSTEMS).flat(),
];

/** Client id → client secret. */
export type ClientSecrets = Readonly<Record<string, string>>;

/**
 * The secrets of all clients, made on the first start and kept; a client that is new since then gets one too.
 * @param file JSON object, readable by its owner only (mode 0600)
 */
export async function clientSecrets(file: string): Promise<ClientSecrets> {
  const names = [...SERVICES, ...Object.keys(COUNCIL_SYSTEMS)];
  const fresh = () => Object.fromEntries(names.map((name) => [name, newSecret()]));
  const known = JSON.parse(await kept(file, () => JSON.stringify(fresh(), null, 2))) as ClientSecrets;
  if (names.every((name) => known[name])) return known;
  const all = { ...fresh(), ...known };
  await replaceFile(file, JSON.stringify(all, null, 2), 0o600);
  return all;
}

/** All clients as the provider registers them. People sign in through `portal` alone, and only back to `portalUrl`. */
export function clients(secrets: ClientSecrets, portalUrl: string): ClientMetadata[] {
  const services = SERVICES.map((name) => systemClient(name, [`service:${name}`], secrets));
  const systems = Object.entries(COUNCIL_SYSTEMS).map(([name, scopes]) =>
    systemClient(name, scopes, secrets),
  );
  return [...services, ...systems].map((client) =>
    client.client_id === 'portal' ? withSignIn(client, portalUrl) : client,
  );
}

function systemClient(name: string, scopes: readonly string[], secrets: ClientSecrets): ClientMetadata {
  return {
    client_id: name,
    client_secret: secrets[name]!,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: scopes.join(' '),
  };
}

function withSignIn(client: ClientMetadata, portalUrl: string): ClientMetadata {
  return {
    ...client,
    client_name: 'Community Commissioning',
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types: ['code'],
    redirect_uris: [`${portalUrl}/auth/callback`],
    post_logout_redirect_uris: [portalUrl, `${portalUrl}/`],
    scope: `openid profile email ${client.scope}`,
  };
}
