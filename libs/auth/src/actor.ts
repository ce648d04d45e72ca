/** Roles of council staff, as the identity provider's `roles` claim names them. */
export const ROLES = [
  'programme-manager',
  'training-coordinator',
  'commissioner',
  'opening-officer',
  'evaluator',
  'panel-chair',
  'equality-officer',
  'equality-approver',
  'decision-maker',
  'contract-manager',
  'payment-approver',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

/** Who is acting: a person (staff or of an organisation) or a system with its own credential. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'system';
  readonly roles: readonly Role[];
  /** `service:<name>` for our services; for other systems of the council those of `SYSTEM_SCOPES`. */
  readonly scopes: readonly string[];
}

/** The actor behind an effect that an event or a timer caused, not a person. */
export const systemActor = (service: string): Actor => ({
  id: `service:${service}`,
  name: `${service} service`,
  kind: 'system',
  roles: [],
  scopes: [`service:${service}`],
});
