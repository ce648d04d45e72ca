import { randomBytes } from 'node:crypto';
import Provider, {
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { SigningKeys } from '../keys';
import { API_SCOPES, clients, type ClientSecrets } from './clients';
import type { IdentityConfig } from './config';
import { messagePage, pageHeaders, signOutPage } from './pages';
import { personWithId, type Person } from './people';
import { sessionsInMemory } from './sessions';

const hour = 3600;

/**
 * The development identity provider: RS256 JWT access tokens of one hour for `audience`, for people by authorisation
 * code with PKCE and for systems by client credentials. Sessions are in memory, keys are not: tokens survive a restart.
 * @param issuer address under which browsers and services reach it, no slash at the end
 */
export function identityProvider(
  issuer: string,
  { audience, portalUrl }: IdentityConfig,
  keys: SigningKeys,
  secrets: ClientSecrets,
): Provider {
  const html = pageFor(portalUrl);
  const provider = new Provider(issuer, {
    adapter: sessionsInMemory(),
    clients: clients(secrets, portalUrl),
    jwks: keys as Configuration['jwks'],
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', ...API_SCOPES],
    claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email'] },
    // The portal shows name and roles from the ID token; a second call for them would serve nobody.
    conformIdTokenClaims: false,
    findAccount: (_, id) => account(personWithId(id)),
    extraTokenClaims: (_, token) =>
      token.kind === 'AccessToken' ? claimsOf(personWithId(token.accountId)) : undefined,
    responseTypes: ['code'],
    pkce: { required: () => true },
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: signInGrant,
    interactions: { policy: alwaysAsk(), url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      AccessToken: hour,
      ClientCredentials: hour,
      IdToken: hour,
      Interaction: hour,
      Session: 24 * hour,
      Grant: 24 * hour,
      RefreshToken: 24 * hour,
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resourceFor(audience),
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => resourceServer(audience, resource),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => html(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => html(ctx, messagePage('Signed out', 'You can close this page.')),
      },
    },
    renderError: (ctx, { error, error_description: description }) =>
      html(
        ctx,
        messagePage('This sign-in cannot go on', `${description ?? 'Something is wrong'} (${error}).`),
      ),
  });
  provider.on('server_error', (_, error) => console.error(error));
  return provider;
}

/** A resource indicator is an absolute URI (RFC 8707, section 2); a plain audience is made into a URN. */
export function resourceFor(audience: string): string {
  return URL.canParse(audience) ? audience : `urn:${audience}`;
}

/**
 * An access token for a person without a browser, the same as sign-in through the portal would give.
 * @returns the token and its life in seconds
 */
export async function tokenFor(provider: Provider, { id }: Person, audience: string) {
  const client = await provider.Client.find('portal');
  const resource = resourceFor(audience);
  const token = new provider.AccessToken({
    accountId: id,
    client: client!,
    scope: 'openid',
    grantId: 'development',
    gty: 'development',
    expiresIn: hour,
    resourceServer: new provider.ResourceServer(resource, resourceServer(audience, resource)),
  });
  return { access_token: await token.save(), expires_in: hour };
}

function resourceServer(audience: string, resource: string) {
  if (resource !== resourceFor(audience)) throw new errors.InvalidTarget();
  return {
    audience,
    scope: API_SCOPES.join(' '),
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: hour,
    jwt: { sign: { alg: 'RS256' as const } },
  };
}

function account(person: Person | undefined) {
  return person && { accountId: person.id, claims: () => ({ sub: person.id, ...claimsOf(person) }) };
}

/** Staff carry their roles; a person without any carries no such claim, as with a council's own provider. */
function claimsOf(person: Person | undefined) {
  if (!person) return undefined;
  const { name, email, roles } = person;
  return { name, email, ...(roles.length > 0 && { roles: [...roles] }) };
}

/** Who signs in agrees to be known by name and address to the portal, and to nothing more: no service scope. */
async function signInGrant(ctx: KoaContextWithOIDC) {
  const { provider, session, client } = ctx.oidc;
  const grantId = session!.grantIdFor(client!.clientId);
  const earlier = grantId && (await provider.Grant.find(grantId));
  if (earlier) return earlier;
  const grant = new provider.Grant({ accountId: session!.accountId!, clientId: client!.clientId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

/** To become somebody else is what this provider is for: an open session never answers for the next sign-in. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  const notChosen = (ctx: KoaContextWithOIDC) => !ctx.oidc.result?.['login'];
  policy
    .get('login')!
    .checks.add(new interactionPolicy.Check('choose_person', 'Somebody must be chosen', notChosen));
  return policy;
}

/** Shows a page whose form may lead back to the portal. */
function pageFor(portalUrl: string) {
  return (ctx: KoaContextWithOIDC, body: string): void => {
    ctx.set(pageHeaders(new URL(portalUrl).origin));
    ctx.body = body;
  };
}
