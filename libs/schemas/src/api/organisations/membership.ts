import { z } from 'zod';
import { ActorId, Id, Instant, Line } from '../../primitives';
import { ContactEmail } from './organisation';

/** The organisations for which a person acts today. */
export const MembershipsOfPerson = z
  .strictObject({ organisationIds: z.array(Id) })
  .meta({ id: 'MembershipsOfPerson' });
export type MembershipsOfPerson = z.infer<typeof MembershipsOfPerson>;

/** Somebody who acts for an organisation. */
export const Member = z
  .strictObject({ organisationId: Id, personId: ActorId, name: Line, joinedAt: Instant })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

/** Whom to ask: a person whom the identity provider knows, or whoever proves to have got the e-mail. */
export const NewInvitation = z
  .strictObject({ personId: ActorId.optional(), email: ContactEmail.optional() })
  .refine(({ personId, email }) => (personId === undefined) !== (email === undefined), {
    message: 'Give either personId or email',
  })
  .meta({ id: 'NewInvitation' });
export type NewInvitation = z.infer<typeof NewInvitation>;

export const Invitation = z
  .strictObject({
    id: Id,
    organisationId: Id,
    organisationName: Line,
    personId: ActorId.optional(),
    email: ContactEmail.optional(),
    state: z.enum(['open', 'accepted', 'withdrawn']),
    invitedAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

/** The answer to whoever invites. The code of an invitation by e-mail stands in this answer alone. */
export const SentInvitation = Invitation.extend({ code: z.string().optional() }).meta({
  id: 'SentInvitation',
});
export type SentInvitation = z.infer<typeof SentInvitation>;

export const InvitationList = z.strictObject({ items: z.array(Invitation) }).meta({ id: 'InvitationList' });

/** `code` as it came in the e-mail; not needed by a person who was invited by name. */
export const AcceptInvitation = z
  .strictObject({ code: z.string().max(100).optional(), email: ContactEmail.optional() })
  .meta({ id: 'AcceptInvitation' });
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

/** Who acts for an organisation, and who has been asked to. */
export const OrganisationPeople = z
  .strictObject({ members: z.array(Member), invitations: z.array(Invitation) })
  .meta({ id: 'OrganisationPeople' });
export type OrganisationPeople = z.infer<typeof OrganisationPeople>;

/** Where messages for an organisation go: its own address, and those that members gave. */
export const OrganisationContacts = z
  .strictObject({
    organisationId: Id,
    name: Line,
    contactEmail: ContactEmail.optional(),
    members: z.array(z.strictObject({ personId: ActorId, name: Line, email: ContactEmail.optional() })),
  })
  .meta({ id: 'OrganisationContacts' });
export type OrganisationContacts = z.infer<typeof OrganisationContacts>;

/** A membership that is over. */
export const EndedMembership = z
  .strictObject({ organisationId: Id, personId: ActorId, leftAt: Instant })
  .meta({ id: 'EndedMembership' });
export type EndedMembership = z.infer<typeof EndedMembership>;
