import { z } from 'zod';
import { Id, Line, Pence, Version, WardCode } from '../../primitives';
import { paged, pageOf } from '../paging';

/** Registers that org-id.guide names, and `LOCAL` for a group that is on none of them. */
export const IdentifierScheme = z.enum(['GB-CHC', 'GB-COH', 'GB-SC', 'GB-NIC', 'GB-LAC', 'LOCAL']);

/** The number of an organisation in one register, as that register writes it. */
export const Identifier = z.strictObject({ scheme: IdentifierScheme, id: Line }).meta({ id: 'Identifier' });
export type Identifier = z.infer<typeof Identifier>;

export const LEGAL_FORMS = [
  'Unincorporated association',
  'Charitable trust',
  'Charitable incorporated organisation',
  'Company limited by guarantee',
  'Community interest company',
  'Community benefit society',
  'Other',
] as const;

/**
 * Groups that an organisation may say it serves first, each with the characteristic it belongs to: those of the
 * Equality Act 2010 and, as a local tenth, socio-economic position.
 */
export const EQUALITY_FOCUS = {
  'Children and young people': 'age',
  'Older people': 'age',
  'Disabled people': 'disability',
  'Trans and non-binary people': 'gender reassignment',
  'Pregnant people and new parents': 'pregnancy and maternity',
  'Communities experiencing racial inequity': 'race',
  'Migrants, refugees and people seeking asylum': 'race',
  'Faith communities': 'religion or belief',
  'Women and girls': 'sex',
  'Men and boys': 'sex',
  'Lesbian, gay and bisexual people': 'sexual orientation',
  'People on low incomes': 'socio-economic position',
} as const;
export type EqualityFocus = keyof typeof EQUALITY_FOCUS;

export const EqualityFocus = z.enum(Object.keys(EQUALITY_FOCUS) as [EqualityFocus, ...EqualityFocus[]]);

const facts = {
  name: Line,
  identifiers: z.array(Identifier).max(10),
  legalForm: z.enum(LEGAL_FORMS),
  homeWard: WardCode,
  wardsServed: z.array(WardCode).min(1).max(700),
  equalityFocus: z.array(EqualityFocus).max(Object.keys(EQUALITY_FOCUS).length),
};

/** Where the council writes to an organisation; not part of the public register. */
export const ContactEmail = z.email().max(200);

/** What is entered about an organisation. Without an identifier the register issues a local one. */
export const NewOrganisation = z
  .strictObject({ ...facts, annualIncomePence: Pence, contactEmail: ContactEmail.optional() })
  .meta({ id: 'NewOrganisation' });
export type NewOrganisation = z.infer<typeof NewOrganisation>;

/** What everybody may know. `small` follows from the income and the council's configured limit. */
export const Organisation = z
  .strictObject({ id: Id, ...facts, small: z.boolean(), version: Version })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;

/** The whole entry, for the organisation's own members and the officers who help it. */
export const OrganisationEntry = Organisation.extend({
  annualIncomePence: Pence,
  contactEmail: ContactEmail.optional(),
}).meta({ id: 'OrganisationEntry' });
export type OrganisationEntry = z.infer<typeof OrganisationEntry>;

/** An organisation on the register whose name reads nearly the same. */
export const LikelyDuplicate = z
  .strictObject({ organisationId: Id, name: Line, homeWard: WardCode })
  .meta({ id: 'LikelyDuplicate' });
export type LikelyDuplicate = z.infer<typeof LikelyDuplicate>;

export const LikelyDuplicateList = z
  .strictObject({ items: z.array(LikelyDuplicate) })
  .meta({ id: 'LikelyDuplicateList' });

export const LikelyDuplicateQuery = z.strictObject({ name: Line });

/** The new entry, and what an officer should look at before the same group is on the register twice. */
export const RegisteredOrganisation = OrganisationEntry.extend({
  likelyDuplicates: z.array(LikelyDuplicate),
}).meta({ id: 'RegisteredOrganisation' });
export type RegisteredOrganisation = z.infer<typeof RegisteredOrganisation>;

export const OrganisationList = pageOf(Organisation).meta({ id: 'OrganisationList' });
export type OrganisationList = z.infer<typeof OrganisationList>;

export const OrganisationQuery = z.strictObject({
  ward: WardCode.optional(),
  ...paged,
});
export type OrganisationQuery = z.infer<typeof OrganisationQuery>;
