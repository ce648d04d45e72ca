import { type Classification, eventOf } from '@commissioning/schemas';

/** What an operator may read of an event's payload. */
export interface ShownPayload {
  readonly classification: Classification | 'unknown';
  /** The payload, or its outline with every value hidden, or a sentence that says why there is neither. */
  readonly payload: unknown;
}

const RANK: readonly string[] = ['public', 'internal', 'personal', 'special-category'];

/**
 * The payload as far as its classification allows: public and internal facts whole, personal ones as an outline
 * (names of properties, ids that lead to nobody without the owner's permission, everything else hidden),
 * special-category ones not at all. The stricter of what the registry says and what the record claims counts;
 * an event that the registry does not know is hidden whole, for nobody can say what is in it.
 */
export function shownPayload(
  type: string | undefined,
  claimed: string | undefined,
  value: Buffer,
): ShownPayload {
  const known = eventOf(type ?? '');
  if (!known) return { classification: 'unknown', payload: '(hidden: no event of the registry)' };
  const classification = stricter(known.classification, claimed);
  if (classification === 'special-category')
    return { classification, payload: '(hidden: special-category data)' };
  const content = read(value);
  if (content === undefined) return { classification, payload: '(hidden: the value is no JSON)' };
  return { classification, payload: classification === 'personal' ? outline(content) : content };
}

function stricter(known: Classification, claimed: string | undefined): Classification {
  return RANK.indexOf(claimed ?? '') > RANK.indexOf(known) ? (claimed as Classification) : known;
}

function read(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    // A poison record may hold anything, a person's words too.
    return undefined;
  }
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function outline(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(outline);
  if (content !== null && typeof content === 'object')
    return Object.fromEntries(Object.entries(content).map(([name, member]) => [name, outline(member)]));
  return typeof content === 'string' && ID.test(content) ? content : '(hidden)';
}
